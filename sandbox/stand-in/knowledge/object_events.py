"""Events of S3 as AWS sends them, where moto does not.

In a bucket with versions, a deletion makes a delete marker, which is an event. A rule with a schedule gets no event.

Source: Amazon S3 User Guide, "EventBridge event message structure". moto sends the events of uploads by itself, matches
them with the patterns of rules, and puts them into queues.
"""

from types import SimpleNamespace

from moto.events.models import Rule
from moto.s3.models import S3Backend
from moto.s3.notifications import S3NotificationEvent, send_event

set_delete_marker = S3Backend._set_delete_marker


def set_and_tell(backend, bucket_name, key_name):
    marker = set_delete_marker(backend, bucket_name, key_name)
    deleted = SimpleNamespace(name=key_name, size=0, etag="", version_id=marker.version_id)
    created = S3NotificationEvent.OBJECT_REMOVED_DELETE_MARKER_CREATED_EVENT
    send_event(backend.account_id, created, backend.get_bucket(bucket_name), deleted)
    return marker


S3Backend._set_delete_marker = set_and_tell


send_to_targets = Rule.send_to_targets


def send_if_matched(rule, *args, **kwargs):
    """A rule without a pattern has a schedule, and is for no event. moto would send it every one."""
    if rule.event_pattern.get_pattern():
        send_to_targets(rule, *args, **kwargs)


Rule.send_to_targets = send_if_matched
