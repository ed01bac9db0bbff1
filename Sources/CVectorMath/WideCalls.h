// Calls a function of whole vectors for each vector of an array.
//
// Clang decides how a wide vector is passed by the options of the whole file, whatever attribute the
// caller carries, so a file built for any x86-64 cannot call a function of wide vectors in C. The
// convention itself is simple: arguments in registers 0 and 1, the result in register 0, no vector
// register is preserved.

#define WIDE_CALL(REGISTER, BYTES, MOVE, CLEANUP)                                                  \
  __attribute__((naked, unused)) static void call_##REGISTER(                                      \
      void (*function)(void), const double *x, double *out, size_t vectors) {                      \
    __asm__(                                                                                       \
        "push %rbx\n push %rbp\n push %r12\n push %r13\n sub $8, %rsp\n"                           \
        "mov %rdi, %rbx\n mov %rsi, %rbp\n mov %rdx, %r12\n mov %rcx, %r13\n"                      \
        "test %r13, %r13\n jz 2f\n"                                                                \
        "1: " MOVE " (%rbp), %" #REGISTER "0\n call *%rbx\n"                                       \
        MOVE " %" #REGISTER "0, (%r12)\n"                                                          \
        "add $" #BYTES ", %rbp\n add $" #BYTES ", %r12\n dec %r13\n jnz 1b\n" CLEANUP             \
        "2: add $8, %rsp\n pop %r13\n pop %r12\n pop %rbp\n pop %rbx\n ret\n");                   \
  }                                                                                                \
  __attribute__((naked, unused)) static void call_two_##REGISTER(                                  \
      void (*function)(void), const double *x, const double *y, double *out, size_t vectors) {     \
    __asm__(                                                                                       \
        "push %rbx\n push %rbp\n push %r12\n push %r13\n push %r14\n"                             \
        "mov %rdi, %rbx\n mov %rsi, %rbp\n mov %rdx, %r14\n mov %rcx, %r12\n mov %r8, %r13\n"     \
        "test %r13, %r13\n jz 2f\n"                                                                \
        "1: " MOVE " (%rbp), %" #REGISTER "0\n " MOVE " (%r14), %" #REGISTER "1\n call *%rbx\n"    \
        MOVE " %" #REGISTER "0, (%r12)\n"                                                          \
        "add $" #BYTES ", %rbp\n add $" #BYTES ", %r14\n add $" #BYTES ", %r12\n"                  \
        "dec %r13\n jnz 1b\n" CLEANUP                                                              \
        "2: pop %r14\n pop %r13\n pop %r12\n pop %rbp\n pop %rbx\n ret\n");                       \
  }

WIDE_CALL(xmm, 16, "movups", "")
WIDE_CALL(ymm, 32, "vmovups", "vzeroupper\n ")
WIDE_CALL(zmm, 64, "vmovups", "vzeroupper\n ")
