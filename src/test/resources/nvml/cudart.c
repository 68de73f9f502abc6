/* A CUDA runtime whose card is the host's own memory, for HostLinkTest. Signatures as in NVIDIA's CUDA Runtime API reference. */
#include <stdlib.h>
#include <string.h>

static int live, failing;

int pretended_live(void) { return live; }
void pretended_failing(int copies_fail, int locking_fails) { failing = copies_fail + 2 * locking_fails; }

static int take(void **memory, size_t bytes) { return *memory = malloc(bytes), live += *memory != 0, *memory == 0; }
static int give(void *memory) { return free(memory), live--, 0; }

int cudaMalloc(void **memory, size_t bytes) { return take(memory, bytes); }
int cudaFree(void *memory) { return give(memory); }
int cudaHostAlloc(void **memory, size_t bytes, unsigned flags) { return failing & 2 || flags ? 2 : take(memory, bytes); }
int cudaFreeHost(void *memory) { return give(memory); }
int cudaMemcpy(void *to, const void *from, size_t bytes, int kind) {
    return failing & 1 || kind != 1 ? 1 : (memcpy(to, from, bytes), 0);
}
int cudaDeviceSynchronize(void) { return 0; }
