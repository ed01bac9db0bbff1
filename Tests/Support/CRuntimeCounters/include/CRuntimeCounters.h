#ifndef RUNTIME_COUNTERS_H
#define RUNTIME_COUNTERS_H

// How often the calling thread has asked for memory since it began; -1 where that is not counted.
long allocation_count(void);

// How often the calling thread has asked Swift's runtime for a generic type, or for how one conforms
// to a protocol, since it began; -1 where that is not counted.
long look_up_count(void);

#endif
