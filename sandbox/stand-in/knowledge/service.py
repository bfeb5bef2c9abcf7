"""Serves operations that moto does not have, over HTTP.

botocore's models of the services give the address of each operation, and check each request and each answer. So the shapes
are those of AWS, and a handler cannot invent one.
"""

import functools
import json
import re
from datetime import datetime
from urllib.parse import parse_qs, unquote

from botocore.loaders import Loader
from botocore.model import ServiceModel
from botocore.validate import ParamValidator


class ApiError(Exception):
    """Error of a service, by the name of its shape."""

    def __init__(self, name, message):
        super().__init__(message)
        self.name = name


@functools.cache
def service_model(service):
    return ServiceModel(Loader().load_service_model(service, "service-2"), service)


def limits_broken(shape, value, path):
    """Yields what breaks enumerations and limits, which botocore's own validator leaves to the service."""
    if shape.type_name == "structure" and not shape.is_document_type:
        for name, member in shape.members.items():
            if name in value:
                yield from limits_broken(member, value[name], f"{path}.{name}")
    elif shape.type_name in ("list", "string", "integer", "long", "float", "double"):
        size = len(value) if shape.type_name in ("list", "string") else value
        limits = shape.metadata
        if "enum" in limits and value not in limits["enum"]:
            yield f"{path} must be one of: {', '.join(limits['enum'])}"
        if size < limits.get("min", size) or size > limits.get("max", size):
            yield f"{path} must be between {limits.get('min', 0)} and {limits.get('max', 'any')}"
        if shape.type_name == "string" and "pattern" in limits and not re.search(limits["pattern"], value):
            yield f"{path} must match {limits['pattern']}"
        for index, item in enumerate(value if shape.type_name == "list" else []):
            yield from limits_broken(shape.member, item, f"{path}[{index}]")


def assert_shape(shape, value):
    """Raises ApiError if a value is not of a shape of botocore's model."""
    report = ParamValidator().validate(value, shape)
    broken = [report.generate_report()] if report.has_errors() else list(limits_broken(shape, value, shape.name))
    if broken:
        raise ApiError("ValidationException", "; ".join(broken))


class Operation:
    """Operation of a service. `handler(request, region)` returns the answer, or raises ApiError."""

    def __init__(self, service, name, handler):
        self.handler = handler
        self.model = service_model(service).operation_model(name)
        self.service = service_model(service)
        self.status = self.model.http.get("responseCode", 200)
        address = re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", self.model.http["requestUri"].rstrip("/"))
        self.address = re.compile(f"{address}/?$")
        # A service whose operations have one address names them in a header.
        prefix = self.service.metadata.get("targetPrefix")
        self.target = prefix and f"{prefix}.{name}"

    @property
    def invalid(self):
        """Name of the error of a request that breaks its shape."""
        modelled = {shape.name for shape in self.model.error_shapes}
        return "BadRequestException" if self.target and "BadRequestException" in modelled else "ValidationException"

    def request(self, match, query, body):
        """Returns the request from the parts of the HTTP request, checked against the model."""
        request = {**body, **{name: unquote(value) for name, value in match.groupdict().items()}}
        for name, member in self.model.input_shape.members.items():
            if member.serialization.get("location") == "querystring":
                values = query.get(member.serialization.get("name", name))
                if values:
                    request[name] = int(values[0]) if member.type_name == "integer" else values[0]
        try:
            assert_shape(self.model.input_shape, request)
        except ApiError as error:
            raise ApiError(self.invalid, str(error)) from error
        return request

    def answer(self, request, region):
        """Returns the answer, checked against the model: a wrong one is a bug of the handler."""
        answer = self.handler(request, region)
        # An operation without an output answers nothing.
        report = self.model.output_shape and ParamValidator().validate(answer, self.model.output_shape)
        if report and report.has_errors():
            raise AssertionError(f"{self.model.name}: {report.generate_report()}")
        return answer

    def response(self, answer):
        """Returns the headers and the body of an answer."""
        kind = "application/x-amz-json-1.1" if self.target else "application/json"
        return [("content-type", kind)], [json.dumps(answer, default=written).encode()]

    def error_status(self, error):
        """S3 Vectors models its validation error without a status."""
        shape = self.service.shape_for(error.name)
        return shape.metadata.get("error", {}).get("httpStatusCode", 400)


def written(value):
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    raise TypeError(f"{type(value).__name__} has no JSON")


def region_of(environ):
    """Region of the signature, which is not checked."""
    found = re.search(r"Credential=[^/]+/\d+/([^/]+)/([^/]+)/", environ.get("HTTP_AUTHORIZATION", ""))
    return found.groups() if found else (None, None)


def serving(operations, otherwise):
    """Returns a WSGI application that serves these operations, and hands all other requests on."""

    def find(environ):
        region, signed_for = region_of(environ)
        for operation in operations:
            if environ["REQUEST_METHOD"] != operation.model.http["method"]:
                continue
            if signed_for != operation.service.signing_name:
                continue
            if operation.target not in (None, environ.get("HTTP_X_AMZ_TARGET")):
                continue
            match = operation.address.match(environ["PATH_INFO"])
            if match:
                return operation, match, region
        return None

    def serve(environ, start_response):
        found = find(environ)
        if not found:
            return otherwise(environ, start_response)
        operation, match, region = found
        text = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        try:
            body = body_of(text)
            request = operation.request(match, parse_qs(environ.get("QUERY_STRING", "")), body)
            headers, answer = operation.response(operation.answer(request, region))
            status = operation.status
        except ApiError as error:
            headers, answer = [("content-type", "application/json")], [json.dumps({"message": str(error)}).encode()]
            status = operation.error_status(error)
            headers.append(("x-amzn-errortype", error.name))
        start_response(f"{status} {'OK' if status < 300 else 'Error'}", headers)
        return answer

    return serve


def body_of(text):
    try:
        body = json.loads(text or b"{}")
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise ApiError("ValidationException", "The body of the request is not a JSON object.")
    return body
