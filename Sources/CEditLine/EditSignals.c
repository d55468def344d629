// Handlers only write a byte; everything else happens on the reading thread.
#define _GNU_SOURCE
#include "EditSignals.h"
#include "include/CEditLine.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static int pipe_ends[2] = {-1, -1};
static volatile sig_atomic_t interrupted = 0;
static volatile sig_atomic_t editing = 0;

/// Caught only while a line is edited: the terminal is raw then and must be restored first.
static const int edit_signals[] = {SIGWINCH, SIGTSTP, SIGCONT, SIGTERM, SIGHUP, SIGQUIT};
enum { EDIT_SIGNALS = sizeof edit_signals / sizeof edit_signals[0] };
static struct sigaction before[EDIT_SIGNALS];

void orrery_signal_wake(unsigned char byte) {
    int saved = errno;
    // A full pipe wakes its reader anyway, so a failed write loses nothing.
    ssize_t ignored = write(pipe_ends[1], &byte, 1);
    (void)ignored;
    errno = saved;
}

static void handle(int number) {
    if (number == SIGINT) interrupted = 1;
    if (editing) orrery_signal_wake((unsigned char)number);
}

static void install(int number, struct sigaction *old) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = handle;
    sigemptyset(&action.sa_mask);
    // No SA_RESTART: a blocking call must return when the person presses Ctrl-C.
    sigaction(number, &action, old);
}

void orrery_watch_interrupts(void) {
    signal(SIGPIPE, SIG_IGN);
    install(SIGINT, NULL);
}

bool orrery_take_interrupt(void) {
    bool was = interrupted != 0;
    interrupted = 0;
    return was;
}

int orrery_signal_pipe(void) {
    if (pipe_ends[0] < 0) {
        if (pipe2(pipe_ends, O_CLOEXEC | O_NONBLOCK) != 0) return -1;
        orrery_watch_interrupts();
    }
    return pipe_ends[0];
}

void orrery_catch_edit_signals(bool on) {
    editing = on;
    for (int index = 0; index < EDIT_SIGNALS; index++) {
        if (on) {
            install(edit_signals[index], &before[index]);
        } else {
            sigaction(edit_signals[index], &before[index], NULL);
        }
    }
}

int orrery_window_columns(int descriptor) {
    struct winsize size;
    return ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}
