// Resizes many pictures of different sizes in one launch, each into its row of a batch: uint8 RGB [N, height, width, 3].
//
// The arithmetic is that of dev.sulcus.pipeline, to the last bit: AREA averages in whole numbers where both sides shrink,
// with OpenCV's floats only where the result lies next to a half; OpenCV's own rule where both shrink by whole numbers;
// OpenCV's fixed-point LINEAR else. Compiled with --fmad=false, since a fused product and sum rounds once, not twice.
//
// One thread per pixel of the result; blockIdx.y is the picture. Neighbouring threads write neighbouring bytes and read
// neighbouring columns, and a picture's branches are the same for all its threads. Nothing is staged in shared memory:
// a picture of 512×512 to 224×224 is 0.8 MB read and 0.15 MB written, 0.3 µs of an H100's memory, and by count some 20
// million instructions of threads, which it issues in about 1 µs. So instructions bound this kernel, byte loads and the
// doubles of the spans among them, and decoding, which takes a hundred times as long, bounds the way to here.

/** 48 bytes; dev.sulcus.cuda.PictureTable writes them. */
struct Picture {
    const unsigned char* pixels; // rows of RGB or of grey
    int pitch;                   // bytes from row to row
    int width;
    int height;
    int channels;                // 3 or 1
    int rule;                    // see below
    int left;                    // columns of black before the picture
    int top;                     // rows of black above it
    int fittedWidth;             // of the result that it fills
    int fittedHeight;
    int row;                     // of the batch
};

static_assert(sizeof(Picture) == 48, "the host writes 48 bytes");

enum Rule { COPY = 0, AREA = 1, AREA_WHOLE = 2, LINEAR = 3 };

/** Which pixels of a longer line one of a shorter line averages: first, count, and three weights. */
struct Span {
    int first;
    int heads; // 0 or 1: a part of a pixel
    int bodies;
    int tails; // 0 or 1: a part of a pixel
    float head;
    float body;
    float tail;
};

static __device__ __forceinline__ int count(const Span& span) {
    return span.heads + span.bodies + span.tails;
}

static __device__ __forceinline__ float weight(const Span& span, int index) {
    return index < span.heads ? span.head : index < span.heads + span.bodies ? span.body : span.tail;
}

/** A weight with 22 bits after the point, rounded half up. */
static __device__ __forceinline__ int whole(float weight) {
    return (int) floor((double) weight * 4194304.0 + 0.5);
}

static __device__ __forceinline__ int least(int a, int b) {
    return a < b ? a : b;
}

/** The cell of pixel {@code index}, by OpenCV's rule: parts under a thousandth of a pixel fall away. */
static __device__ Span spanOf(int index, double scale, int in) {
    const double sliver = 1e-3;
    double from = index * scale;
    double to = from + scale;
    double length = scale < in - from ? scale : in - from;
    int end = least((int) floor(to), in - 1);
    int begin = least((int) ceil(from), end);
    Span span;
    span.heads = begin - from > sliver;
    span.first = begin - span.heads;
    span.head = (float) ((begin - from) / length);
    span.bodies = end - begin;
    span.body = (float) (1 / length);
    span.tails = to - end > sliver;
    double rest = to - end < 1 ? to - end : 1;
    span.tail = (float) ((rest < length ? rest : length) / length);
    return span;
}

/** As OpenCV: each row's columns in order, then the rows in order, in floats; halves go to even numbers. */
static __device__ unsigned char exactArea(const Picture& picture, const Span& across, const Span& down, int channel) {
    float sum = 0;
    for (int k = 0; k < count(down); k++) {
        const unsigned char* p = picture.pixels + (long long) (down.first + k) * picture.pitch
                + across.first * picture.channels + channel;
        float row = 0;
        for (int t = 0; t < count(across); t++, p += picture.channels) {
            row += *p * weight(across, t);
        }
        float weighted = weight(down, k) * row;
        sum = k == 0 ? weighted : sum + weighted;
    }
    return (unsigned char) (int) rintf(sum);
}

template <int CHANNELS>
static __device__ void resizeArea(const Picture& picture, int x, int y, unsigned char* to) {
    Span across = spanOf(x, 1 / ((double) picture.fittedWidth / picture.width), picture.width);
    Span down = spanOf(y, 1 / ((double) picture.fittedHeight / picture.height), picture.height);
    int columns = count(across);
    int rows = count(down);
    int headX = whole(across.head);
    int bodyX = whole(across.body);
    int tailX = whole(across.tail);
    int lastBody = across.heads + across.bodies;
    long long sums[CHANNELS] = {};
    for (int k = 0; k < rows; k++) {
        const unsigned char* p =
                picture.pixels + (long long) (down.first + k) * picture.pitch + across.first * CHANNELS;
        int row[CHANNELS] = {}; // at most 255 · 2^22 · (1 + rounding), so an int holds it
        for (int t = 0; t < columns; t++, p += CHANNELS) {
            int w = t < across.heads ? headX : t < lastBody ? bodyX : tailX;
            for (int c = 0; c < CHANNELS; c++) {
                row[c] += w * p[c];
            }
        }
        long long w = whole(weight(down, k));
        for (int c = 0; c < CHANNELS; c++) {
            sums[c] += w * row[c];
        }
    }
    // How far the floats may be off, with room; within that distance of a half they decide.
    const long long one = 1LL << 44;
    long long margin = (long long) (255.0 * (columns + rows + 8) / 4194304.0 * 17592186044416.0);
    for (int c = 0; c < CHANNELS; c++) {
        long long biased = sums[c] + one / 2 + margin;
        bool doubtful = (biased & (one - 1)) < 2 * margin;
        to[c] = doubtful ? exactArea(picture, across, down, c) : (unsigned char) (biased >> 44);
    }
}

/** Both sides shrink by whole numbers: plain averages, of four by integers, else by a float factor. */
template <int CHANNELS>
static __device__ void resizeAreaWhole(const Picture& picture, int x, int y, unsigned char* to) {
    int columns = picture.width / picture.fittedWidth;
    int rows = picture.height / picture.fittedHeight;
    int sums[CHANNELS] = {};
    for (int k = 0; k < rows; k++) {
        const unsigned char* p =
                picture.pixels + (long long) (y * rows + k) * picture.pitch + x * columns * CHANNELS;
        for (int t = 0; t < columns; t++, p += CHANNELS) {
            for (int c = 0; c < CHANNELS; c++) {
                sums[c] += p[c];
            }
        }
    }
    float factor = 1.0f / (columns * rows);
    for (int c = 0; c < CHANNELS; c++) {
        to[c] = (unsigned char) (columns == 2 && rows == 2 ? (sums[c] + 2) >> 2 : (int) rintf(sums[c] * factor));
    }
}

/** Where a pixel of the result lies between two of the source, and both weights in 2048ths. */
struct Between {
    int lower;
    int weightLower;
    int weightUpper;
};

static __device__ Between between(int index, double scale, int in, bool clamped) {
    float at = (float) ((index + 0.5) * scale - 0.5);
    int lower = (int) floorf(at);
    float rest = at - lower;
    if (clamped && lower < 0) {
        lower = 0;
        rest = 0;
    }
    if (clamped && lower >= in - 1) {
        lower = in - 1;
        rest = 0;
    }
    Between result;
    result.lower = lower;
    result.weightLower = (int) rintf((1.0f - rest) * 2048);
    result.weightUpper = (int) rintf(rest * 2048);
    return result;
}

static __device__ __forceinline__ int within(int index, int size) {
    return index < 0 ? 0 : index < size ? index : size - 1;
}

template <int CHANNELS>
static __device__ void resizeLinear(const Picture& picture, int x, int y, unsigned char* to) {
    Between across = between(x, 1 / ((double) picture.fittedWidth / picture.width), picture.width, true);
    Between down = between(y, 1 / ((double) picture.fittedHeight / picture.height), picture.height, false);
    const unsigned char* upper = picture.pixels + (long long) within(down.lower, picture.height) * picture.pitch;
    const unsigned char* lower = picture.pixels + (long long) within(down.lower + 1, picture.height) * picture.pitch;
    int left = across.lower * CHANNELS;
    int right = within(across.lower + 1, picture.width) * CHANNELS;
    for (int c = 0; c < CHANNELS; c++) {
        int above = upper[left + c] * across.weightLower + upper[right + c] * across.weightUpper;
        int below = lower[left + c] * across.weightLower + lower[right + c] * across.weightUpper;
        // OpenCV drops four bits, then sixteen of each product, then rounds.
        to[c] = (unsigned char)
                ((((down.weightLower * (above >> 4)) >> 16) + ((down.weightUpper * (below >> 4)) >> 16) + 2) >> 2);
    }
}

template <int CHANNELS>
static __device__ void copyPixel(const Picture& picture, int x, int y, unsigned char* to) {
    const unsigned char* p = picture.pixels + (long long) y * picture.pitch + x * CHANNELS;
    for (int c = 0; c < CHANNELS; c++) {
        to[c] = p[c];
    }
}

/** The channels are a constant, so that sums stay in registers. */
template <int CHANNELS>
static __device__ void resize(const Picture& picture, int x, int y, unsigned char* to) {
    switch (picture.rule) {
        case COPY: copyPixel<CHANNELS>(picture, x, y, to); break;
        case AREA: resizeArea<CHANNELS>(picture, x, y, to); break;
        case AREA_WHOLE: resizeAreaWhole<CHANNELS>(picture, x, y, to); break;
        default: resizeLinear<CHANNELS>(picture, x, y, to); break;
    }
}

/**
 * @param pictures [gridDim.y]
 * @param batch [N, height, width, 3]
 */
extern "C" __global__ void resizePictures(const Picture* pictures, unsigned char* batch, int width, int height) {
    int pixel = blockIdx.x * blockDim.x + threadIdx.x;
    if (pixel >= width * height) {
        return;
    }
    const Picture picture = pictures[blockIdx.y];
    unsigned char* to = batch + ((long long) picture.row * width * height + pixel) * 3;
    int x = pixel % width - picture.left;
    int y = pixel / width - picture.top;
    unsigned char rgb[3] = {0, 0, 0};
    if (x >= 0 && x < picture.fittedWidth && y >= 0 && y < picture.fittedHeight) {
        if (picture.channels == 3) {
            resize<3>(picture, x, y, rgb);
        } else {
            resize<1>(picture, x, y, rgb);
            rgb[1] = rgb[0];
            rgb[2] = rgb[0];
        }
    }
    to[0] = rgb[0];
    to[1] = rgb[1];
    to[2] = rgb[2];
}
