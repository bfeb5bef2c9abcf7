"""Settings of Amazon Bedrock that exist once in an account and Region.

moto keeps model invocation logging without looking at it: a log group, a role or a bucket that does not exist is refused here,
as AWS refuses it. moto has no data retention, and botocore before 2026-10 no model of it: the two operations below are
written by the API reference, PutAccountDataRetention and GetAccountDataRetention.
"""

import json
from collections import defaultdict
from datetime import datetime, timezone

from moto.bedrock.models import bedrock_backends
from moto.iam.models import iam_backends
from moto.logs.models import logs_backends
from moto.s3.models import s3_backends

from knowledge.service import ApiError, Operation, body_of, region_of

ACCOUNT = "123456789012"

FLAGS = [f"{kind}DataDeliveryEnabled" for kind in ("text", "image", "embedding", "video", "audio")]

MODES = ("default", "none", "aws_review", "provider_data_share", "inherit")

# Mode of each Region, and the time of its last change. Nobody has set it before.
RETENTION = defaultdict(lambda: {"mode": "inherit"})


def refuse(message):
    raise ApiError("ValidationException", f"Failed to validate permissions: {message}")


def assert_bucket(config, region):
    bucket = s3_backends[ACCOUNT]["aws"].buckets.get(config["bucketName"])
    if not bucket:
        refuse(f"the bucket {config['bucketName']} does not exist.")
    if bucket.region_name != region:
        refuse(f"the bucket {config['bucketName']} is in {bucket.region_name}, and must be in {region}.")


def put_logging(request, region):
    config = request["loggingConfig"]
    logs = config.get("cloudWatchConfig")
    if not logs and "s3Config" not in config:
        raise ApiError("ValidationException", "Specify cloudWatchConfig or s3Config.")
    if logs:
        if logs["logGroupName"] not in logs_backends[ACCOUNT][region].groups:
            refuse(f"the log group {logs['logGroupName']} does not exist.")
        if logs["roleArn"] not in {role.arn for role in iam_backends[ACCOUNT]["aws"].get_roles()}:
            refuse(f"the role {logs['roleArn']} does not exist.")
    for place in (config.get("s3Config"), (logs or {}).get("largeDataDeliveryS3Config")):
        if place:
            assert_bucket(place, region)
    # A flag that is left out seems to count as true.
    complete = {**dict.fromkeys(FLAGS, True), **config}
    bedrock_backends[ACCOUNT][region].put_model_invocation_logging_configuration(complete)
    return {}


def get_logging(request, region):
    config = bedrock_backends[ACCOUNT][region].get_model_invocation_logging_configuration()
    return {"loggingConfig": config} if config else {}


def account_operations():
    handlers = {"Put": put_logging, "Get": get_logging}
    return [
        *(Operation("bedrock", f"{verb}ModelInvocationLoggingConfiguration", run) for verb, run in handlers.items()),
        Operation("bedrock", "ListEnforcedGuardrailsConfiguration", lambda request, region: {"guardrailsConfig": []}),
    ]


def retention(method, body, region):
    if method == "GET":
        return RETENTION[region]
    unknown = set(body) - {"mode"}
    if unknown or body.get("mode") not in MODES:
        raise ApiError("ValidationException", f"mode must be one of: {', '.join(MODES)}")
    RETENTION[region] = {"mode": body["mode"], "updatedAt": datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")}
    return RETENTION[region]


def serving_retention(otherwise):
    """Returns a WSGI application that has data retention, and hands all other requests on."""

    def serve(environ, start_response):
        region, service = region_of(environ)
        method = environ["REQUEST_METHOD"]
        if (environ["PATH_INFO"], service) != ("/data-retention", "bedrock") or method not in ("GET", "PUT"):
            return otherwise(environ, start_response)
        headers = [("content-type", "application/json")]
        try:
            body = body_of(environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)))
            status, answer = "200 OK", retention(method, body, region)
        except ApiError as error:
            status, answer = "400 Error", {"message": str(error)}
            headers.append(("x-amzn-errortype", error.name))
        start_response(status, headers)
        return [json.dumps(answer).encode()]

    return serve
