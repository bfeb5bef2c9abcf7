"""Operations that answer with a stream of events, in the binary encoding of AWS (application/vnd.amazon.eventstream)."""

import base64
import binascii
import json
import struct

from botocore.validate import ParamValidator

from .service import Operation, written


def header(name, value):
    """Header of a message: its name, and a string."""
    text = value.encode()
    return bytes([len(name)]) + name.encode() + b"\x07" + struct.pack("!H", len(text)) + text


def message(headers, payload):
    """Message with its two lengths, its headers, its payload, and the checksums of the lengths and of everything."""
    encoded = b"".join(header(name, value) for name, value in headers.items())
    lengths = struct.pack("!II", 16 + len(encoded) + len(payload), len(encoded))
    body = lengths + struct.pack("!I", binascii.crc32(lengths)) + encoded + payload
    return body + struct.pack("!I", binascii.crc32(body))


def event(name, content):
    headers = {":message-type": "event", ":event-type": name, ":content-type": "application/json"}
    return message(headers, json.dumps(content, default=written_blob).encode())


def written_blob(value):
    return base64.b64encode(value).decode() if isinstance(value, bytes) else written(value)


class EventOperation(Operation):
    """Operation whose answer has one member that is a list of events, each as `{name: content}`."""

    def answer(self, request, region):
        answer = self.handler(request, region)
        [stream] = [name for name, member in self.model.output_shape.members.items() if is_stream(member)]
        members = self.model.output_shape.members
        for name, value in answer.items():
            for content in value if name == stream else [value]:
                self.assert_valid(content, members[name])
        for one in answer[stream]:
            if len(one) != 1:
                raise AssertionError(f"{self.model.name}: an event has one member, not {list(one)}")
        return answer

    def assert_valid(self, value, shape):
        report = ParamValidator().validate(value, shape)
        if report.has_errors():
            raise AssertionError(f"{self.model.name}: {report.generate_report()}")

    def response(self, answer):
        """Returns the headers and the body: members beside the stream are headers."""
        headers, body = [("content-type", "application/vnd.amazon.eventstream")], []
        for name, member in self.model.output_shape.members.items():
            if is_stream(member):
                body = [event(kind, content) for one in answer[name] for kind, content in one.items()]
            elif name in answer:
                headers.append((member.serialization["name"], answer[name]))
        return headers, body


def is_stream(shape):
    return bool(shape.serialization.get("eventstream"))
