package dev.sulcus.device;

import com.sun.jna.NativeLibrary;

/** Prints what a process knows of its switches, as "before after repeats tf32", after choosing as a command does. */
final class SwitchedProcess {
    private SwitchedProcess() {}

    public static void main(String[] arguments) {
        boolean repeat = Boolean.parseBoolean(arguments[0]);
        GpuConfig card = GpuConfig.DEFAULT.with(Boolean.parseBoolean(arguments[1]), null);
        String before = variable("NVIDIA_TF32_OVERRIDE");
        ProcessSwitches.choose(repeat, card);
        String after = variable("NVIDIA_TF32_OVERRIDE");
        SessionConfig.DEFAULT.with(DeviceChoice.CPU).toProto(); // loads TensorFlow
        System.out.println(before + " " + after + " " + ProcessSwitches.repeats() + " " + ProcessSwitches.allowsTf32()
                + " " + variable("TF_DETERMINISTIC_OPS") + " " + variable("TF_GPU_THREAD_MODE"));
    }

    private static String variable(String name) {
        return NativeLibrary.getInstance("c").getFunction("getenv").invokeString(new Object[] {name}, false);
    }
}
