// Signals as bytes in a pipe: one for each signal number, so that poll() sees them without a race.
#pragma once

#include <stdbool.h>

/// Opens the pipe and installs the SIGINT handler, once; the reading end, or -1.
int orrery_signal_pipe(void);
/// Catches (true) or gives back (false) what must find the terminal restored: stop, end, window
/// changes.
void orrery_catch_edit_signals(bool on);
/// Wakes whoever polls the pipe; 0 is no signal.
void orrery_signal_wake(unsigned char byte);
