"""The figures of a comparison as Markdown."""
import ratios
from contenders import Contender


def table(records, everyone):
    """Markdown: one line for each work, mode and percentile against the best peer, or against every one."""
    lines = [
        "| work | mode | Sulcus | peer | its time | ratio (95 %) | wanted | ahead |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for record in records:
        for row in record["ratios"]:
            if row["bestPeer"] or everyone:
                lines.append(line(record, row))
    return "\n".join(lines)


def line(record, row):
    many = len({r["percentile"] for r in record["ratios"]}) > 1
    name = record["work"] + (f", p{row['percentile']}" if many else "")
    interval = "too few rounds" if row["low"] is None else f"{row['low']:.2f}–{row['high']:.2f}"
    cells = (
        name,
        row["mode"],
        shown(record, row["oursSeconds"]),
        row["peer"],
        shown(record, row["peerSeconds"]),
        f"{row['ratio']:.2f} ({interval})",
        f"{record['wanted']:.1f}" if record.get("wanted") else "",
        row["ahead"],
    )
    return "| " + " | ".join(cells) + " |"


def shown(record, seconds):
    rate = f"{record['images'] / seconds:,.0f}" if record["images"] / seconds >= 100 else f"{record['images'] / seconds:.1f}"
    return f"{seconds * 1e3:.3g} ms" if record["images"] == 1 else f"{rate}/s"


def every_setting(records):
    """Markdown: each contender's own figures, losers too."""
    lines = [
        "| work | program and setting | median | images/s | p99 | processor time a call |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for record in records:
        for each in sorted(record["contenders"], key=median):
            times = ratios.pooled(each["secondsByRound"])
            label = Contender(each["program"], each["precision"], each["settings"]).label
            middle, high = ratios.percentile(times, 50), ratios.percentile(times, 99)
            processor = ratios.percentile(each["processorSecondsByRound"], 50)
            rate = f"{record['images'] / middle:.1f}"
            cells = (record["work"], label, milliseconds(middle), rate, milliseconds(high), milliseconds(processor))
            lines.append("| " + " | ".join(cells) + " |")
        for label, reason in record["notRun"].items():
            lines.append(f"| {record['work']} | {label} | not run: {reason} | | | |")
    return "\n".join(lines)


def milliseconds(seconds):
    return f"{seconds * 1e3:.4g} ms"


def median(each):
    return ratios.percentile(ratios.pooled(each["secondsByRound"]), 50)
