"""Stops a SageMaker notebook instance in which nothing happened for some minutes.

Busy is a kernel that runs a cell, and a terminal in which a program runs. A kernel or a terminal that is open and waits is
idle. Between two looks, an activity is any change of what the Jupyter server says about its kernels and terminals.

Times are those of a clock that nobody sets and that counts while the machine sleeps: a jump of the calendar neither stops
the notebook nor keeps it running.

Usage: stop-when-idle.py <name of the instance> <Region> <idle minutes>
"""

import json
import os
import ssl
import subprocess
import sys
import time
import urllib.request

# The Jupyter server of a notebook instance, whose certificate is its own.
JUPYTER = os.environ.get("IDLE_JUPYTER", "https://localhost:8443")
AWS = os.environ.get("IDLE_AWS", "aws")
PROCESSES = os.environ.get("IDLE_PROCESSES", "/proc")
SECONDS_BETWEEN_LOOKS = float(os.environ.get("IDLE_SECONDS_BETWEEN_LOOKS", "60"))
SECONDS_IN_A_MINUTE = float(os.environ.get("IDLE_SECONDS_IN_A_MINUTE", "60"))


def ask(path):
    """Returns what the Jupyter server says. Raises OSError if it does not answer, ValueError if that is no JSON."""
    unverified = ssl._create_unverified_context() if JUPYTER.startswith("https:") else None
    with urllib.request.urlopen(JUPYTER + path, timeout=10, context=unverified) as answer:
        return json.load(answer)


def runs_in_a_terminal():
    """Tells whether a program runs in the foreground of a terminal, other than the shell that waits there."""
    for pid in filter(str.isdigit, os.listdir(PROCESSES)):
        try:
            with open(f"{PROCESSES}/{pid}/stat", encoding="utf-8", errors="replace") as file:
                # The name of a program may hold anything; its end is the last parenthesis. Fields: proc_pid_stat(5).
                fields = file.read().rsplit(")", 1)[1].split()
        except (OSError, IndexError):
            continue  # It has ended in the meantime.
        _, _, group, session, terminal, foreground = fields[:6]
        leads = pid == session
        if leads and terminal != "0" and foreground not in ("-1", group):
            return True
    return False


def activity():
    """Returns 'busy', or what would change with the next activity; None if the Jupyter server does not answer."""
    try:
        kernels = ask("/api/kernels")
        terminals = ask("/api/terminals")
        if any(kernel["execution_state"] not in ("idle", "dead") for kernel in kernels) or runs_in_a_terminal():
            return "busy"
        seen = [(kernel["id"], kernel["last_activity"]) for kernel in kernels]
        seen += [(terminal["name"], terminal.get("last_activity")) for terminal in terminals]
        return json.dumps(sorted(seen, key=str))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def now():
    return time.clock_gettime(time.CLOCK_BOOTTIME)


def stop(name, region):
    """Asks SageMaker to stop this instance. Returns False if it refuses: the next look asks again."""
    command = [AWS, "sagemaker", "stop-notebook-instance", "--notebook-instance-name", name, "--region", region]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        print(f"Not stopped: {done.stderr.strip()}. Asks again in a minute.", flush=True)
    return done.returncode == 0


def watch(name, region, idle_minutes):
    """Looks until the instance stops. A Jupyter server that does not answer serves nobody: it counts as idle."""
    last, since = None, now()
    while True:
        seen = activity()
        if seen == "busy" or seen != last:
            last, since = seen, now()
        idle = (now() - since) / SECONDS_IN_A_MINUTE
        if idle >= idle_minutes:
            print(f"Idle for {idle_minutes:g} minutes: stops {name}.", flush=True)
            if stop(name, region):
                return
        time.sleep(SECONDS_BETWEEN_LOOKS)


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    watch(sys.argv[1], sys.argv[2], float(sys.argv[3]))
