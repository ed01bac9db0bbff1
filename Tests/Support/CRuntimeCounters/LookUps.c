#define _GNU_SOURCE
#include "CRuntimeCounters.h"

#include <dlfcn.h>

#if defined(__GLIBC__)
// What a program defines itself takes the place of the library's functions of the same name.
typedef struct {
  const void *metadata;
  long state;
} Response;

typedef __attribute__((swiftcall)) Response (*GetGenericMetadata)(long, const void *, void *);
typedef const void *(*GetWitnessTable)(const void *, const void *, const void *);

static _Thread_local long count;

__attribute__((swiftcall)) Response swift_getGenericMetadata(
    long request, const void *arguments, void *description) {
  static GetGenericMetadata original;
  if (!original) original = (GetGenericMetadata)dlsym(RTLD_NEXT, "swift_getGenericMetadata");
  count++;
  return original(request, arguments, description);
}

const void *swift_getWitnessTable(
    const void *conformance, const void *type, const void *arguments) {
  static GetWitnessTable original;
  if (!original) original = (GetWitnessTable)dlsym(RTLD_NEXT, "swift_getWitnessTable");
  count++;
  return original(conformance, type, arguments);
}

long look_up_count(void) { return count; }
#else
long look_up_count(void) { return -1; }
#endif
