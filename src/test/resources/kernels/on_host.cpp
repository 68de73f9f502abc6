// Compiles the kernels for the host, so that their arithmetic can be tested without a card: CUDA's words become nothing,
// its indices variables, and a launch a loop. Floating-point operators mean the same here as under --fmad=false, given
// -ffp-contract=off.
#include <cmath>
using std::ceil;
using std::floor;

#define __global__
#define __device__
#define __forceinline__ inline

struct Index {
    unsigned x;
    unsigned y;
};

static Index blockIdx;
static Index blockDim;
static Index threadIdx;

#include "resize.cu"

extern "C" void launchResizePictures(
        unsigned gridX, unsigned gridY, unsigned block, const Picture* pictures, unsigned char* batch, int width, int height) {
    blockDim.x = block;
    for (blockIdx.y = 0; blockIdx.y < gridY; blockIdx.y++) {
        for (blockIdx.x = 0; blockIdx.x < gridX; blockIdx.x++) {
            for (threadIdx.x = 0; threadIdx.x < block; threadIdx.x++) {
                resizePictures(pictures, batch, width, height);
            }
        }
    }
}
