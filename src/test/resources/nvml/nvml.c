/* A management library that tells made-up figures of one card, for NvmlTest. Types as in NVIDIA's NVML API reference. */
#include <stdio.h>
#include <string.h>

typedef int card;

int nvmlInit_v2(void) { return 0; }
int nvmlSystemGetDriverVersion(char *text, unsigned length) { return snprintf(text, length, "560.35.03") < 0; }
int nvmlSystemGetCudaDriverVersion_v2(int *version) { return *version = 12060, 0; }
int nvmlDeviceGetCount_v2(unsigned *count) { return *count = 1, 0; }
int nvmlDeviceGetHandleByIndex_v2(unsigned index, card **device) { return *device = (card *)0x12340000L, index != 0; }
static int other(card *device) { return device != (card *)0x12340000L; }
int nvmlDeviceGetName(card *d, char *text, unsigned length) { return snprintf(text, length, "Pretended 9000") < 0 || other(d); }
int nvmlDeviceGetCudaComputeCapability(card *d, int *major, int *minor) { return *major = 9, *minor = 0, other(d); }
int nvmlDeviceGetEnforcedPowerLimit(card *d, unsigned *milliwatts) { return *milliwatts = 700000, other(d); }
int nvmlDeviceGetMemoryInfo(card *d, unsigned long long *memory) {
    memory[0] = 80ULL << 30, memory[1] = 75ULL << 30, memory[2] = 5ULL << 30;
    return other(d);
}
int nvmlDeviceGetEccMode(card *d, unsigned *current, unsigned *pending) { return *current = 1, *pending = 0, other(d); }
int nvmlDeviceGetPersistenceMode(card *d, unsigned *mode) { return *mode = 0, other(d); }
int nvmlDeviceGetClockInfo(card *d, unsigned type, unsigned *mhz) { return *mhz = type == 1 ? 1755 : 2619, other(d); }
int nvmlDeviceGetMaxClockInfo(card *d, unsigned type, unsigned *mhz) { return *mhz = type == 1 ? 1980 : 2619, other(d); }
int nvmlDeviceGetTemperature(card *d, unsigned sensor, unsigned *celsius) { return *celsius = 41, sensor != 0 || other(d); }
int nvmlDeviceGetUtilizationRates(card *d, unsigned *rates) { return rates[0] = 87, rates[1] = 40, other(d); }
int nvmlDeviceGetPowerUsage(card *d, unsigned *milliwatts) { return *milliwatts = 612345, other(d); }
int nvmlDeviceGetTotalEnergyConsumption(card *d, unsigned long long *mj) { return *mj = 5000000000123ULL, other(d); }
int nvmlDeviceGetCurrentClocksThrottleReasons(card *d, unsigned long long *bits) { return *bits = 0x104, other(d); }
