"""State machines as targets of rules, which moto ignores. The sandbox runs them, and asks what rules have started.

Sources: Amazon EventBridge User Guide, "Amazon EventBridge input transformation": a variable without quotes becomes JSON;
Amazon S3 User Guide, "EventBridge event message structure".
"""

import copy
import json
import re

from jsonpath_ng import parse
from moto.events.models import Rule

# Executions that rules have started since the sandbox last asked: ARN of the state machine, and input.
STARTED = []

send_to_targets = Rule.send_to_targets


def with_etag(event):
    """Names the ETag as S3 does. moto names it as in the notifications of S3 to queues."""
    found = event.get("detail", {}).get("object") if event.get("source") == "aws.s3" else None
    if not found or "eTag" not in found:
        return event
    named = {"etag" if name == "eTag" else name: value for name, value in found.items()}
    return {**event, "detail": {**event["detail"], "object": named}}


def send_and_start(rule, sent, *args, **kwargs):
    event = with_etag(sent)
    machines = [target for target in rule.targets if ":states:" in target["Arn"]]
    # A rule without a pattern has a schedule, and is for no event.
    if machines and rule.event_pattern.get_pattern() and rule.event_pattern.matches_event(event):
        STARTED.extend({"stateMachineArn": target["Arn"], "input": input_of(target, event)} for target in machines)
    others = copy.copy(rule)
    others.targets = [target for target in rule.targets if target not in machines]
    send_to_targets(others, event, *args, **kwargs)


def input_of(target, event):
    transformer = target.get("InputTransformer")
    if not transformer:
        return target.get("Input", json.dumps(event))
    values = {}
    for name, path in transformer.get("InputPathsMap", {}).items():
        found = parse(path).find(event)
        values[name] = json.dumps(found[0].value if found else None)
    return re.sub(r"<([\w-]+)>", lambda variable: values[variable[1]], transformer["InputTemplate"])


Rule.send_to_targets = send_and_start

ADDRESS = "/_sandbox/started-by-rules"


def telling_starts(otherwise):
    """Returns an application that also tells, once, what rules have started."""

    def serve(environ, start_response):
        if environ["PATH_INFO"] != ADDRESS:
            return otherwise(environ, start_response)
        start_response("200 OK", [("content-type", "application/json")])
        answer = json.dumps({"started": STARTED}).encode()
        STARTED.clear()
        return [answer]

    return serve
