"""Scribe jobs of Amazon Transcribe, which moto does not have.

Nothing is transcribed. A job knows a recording by its bytes: the sandbox has written the outputs of its synthetic
consultations into a folder, each below the SHA-256 of its recording. A job of any other recording fails.

Source: botocore's model of Amazon Transcribe, and AWS HealthScribe quotas.
"""

import hashlib
import json
import re
import time
from pathlib import Path

from moto.s3.models import s3_backends

from knowledge.service import ApiError, Operation

ACCOUNT = "123456789012"

# Jobs that an account runs at a time.
MOST_RUNNING = 5

# Status at each look of a job that runs.
COURSE = ("QUEUED", "IN_PROGRESS")

FIELDS = (
    ("MedicalScribeJobName", "DataAccessRoleArn", "Media", "Settings", "ChannelDefinitions", "Tags")
)


class Jobs:
    """Jobs by Region and name."""

    def __init__(self, folder):
        self.folder = Path(folder) if folder else None
        self.jobs = {}

    def start(self, request, region):
        name = request["MedicalScribeJobName"]
        assert_settings(request)
        if (region, name) in self.jobs:
            raise ApiError("ConflictException", "The requested job name already exists.")
        if sum(job.is_running for job in self.jobs.values()) >= MOST_RUNNING:
            raise ApiError("LimitExceededException", "You have reached the limit of concurrent jobs.")
        self.jobs[region, name] = Job(request, self.folder)
        return {"MedicalScribeJob": self.jobs[region, name].shape()}

    def get(self, request, region):
        job = self.find(request, region)
        job.look()
        return {"MedicalScribeJob": job.shape()}

    def list(self, request, region):
        """Pages are not supported: a sandbox has few jobs."""
        named = request.get("JobNameContains", "").lower()
        shapes = [job.shape() for (of, name), job in self.jobs.items() if of == region and named in name.lower()]
        summary = ("MedicalScribeJobName", "CreationTime", "LanguageCode", "MedicalScribeJobStatus")
        return {
            "MedicalScribeJobSummaries": [
                {field: shape[field] for field in summary}
                for shape in shapes
                if request.get("Status") in (None, shape["MedicalScribeJobStatus"])
            ]
        }

    def delete(self, request, region):
        name = request["MedicalScribeJobName"]
        job = self.jobs.get((region, name))
        if job and job.is_running:
            raise ApiError("BadRequestException", "The job is running. Try again when it has ended.")
        # AWS models no error for a job that it does not know.
        self.jobs.pop((region, name), None)
        return {}

    def find(self, request, region):
        job = self.jobs.get((region, request["MedicalScribeJobName"]))
        if not job:
            raise ApiError("NotFoundException", "The requested job couldn't be found.")
        return job


class Job:
    def __init__(self, request, folder):
        self.request = request
        self.started = time.time()
        self.looks = 0
        self.status = COURSE[0]
        self.failure = None
        bucket, key = bucket_and_key(request["Media"]["MediaFileUri"])
        recording = object_in(bucket, key)
        digest = hashlib.sha256(recording).hexdigest()
        self.outputs = folder / digest if folder and (folder / digest / "job.json").exists() else None

    @property
    def is_running(self):
        return self.status in COURSE

    def look(self):
        self.looks += 1
        if self.is_running:
            self.status = COURSE[self.looks] if self.looks < len(COURSE) else self.end()

    def end(self):
        if not self.outputs:
            self.failure = "The sandbox has no synthetic consultation with this recording."
            return "FAILED"
        job = json.loads((self.outputs / "job.json").read_text())
        self.failure = job.get("failureReason")
        for file in ("transcript.json", "summary.json") if job["status"] == "COMPLETED" else ():
            key = f"{self.request['MedicalScribeJobName']}/{file}"
            s3_backends[ACCOUNT]["aws"].put_object(
                self.request["OutputBucketName"], key, (self.outputs / file).read_bytes()
            )
        return job["status"]

    def shape(self):
        name, bucket = self.request["MedicalScribeJobName"], self.request["OutputBucketName"]
        uri = f"https://s3.us-east-1.amazonaws.com/{bucket}/{name}"
        outputs = {"TranscriptFileUri": f"{uri}/transcript.json", "ClinicalDocumentUri": f"{uri}/summary.json"}
        return {
            **{field: self.request[field] for field in FIELDS if field in self.request},
            "MedicalScribeJobStatus": self.status,
            "LanguageCode": "en-US",
            "CreationTime": self.started,
            "StartTime": self.started,
            **({"FailureReason": self.failure} if self.failure else {}),
            **({"MedicalScribeOutput": outputs, "CompletionTime": time.time()} if self.status == "COMPLETED" else {}),
        }


def assert_settings(request):
    """Refuses what the model's shapes allow and its text does not."""
    settings, channels = request["Settings"], request.get("ChannelDefinitions")
    by_speakers, by_channels = settings.get("ShowSpeakerLabels", False), settings.get("ChannelIdentification", False)
    if by_speakers == by_channels:
        raise ApiError("BadRequestException", "Set either ShowSpeakerLabels or ChannelIdentification.")
    if by_speakers and "MaxSpeakerLabels" not in settings:
        raise ApiError("BadRequestException", "ShowSpeakerLabels requires MaxSpeakerLabels.")
    if by_channels != (channels is not None):
        raise ApiError("BadRequestException", "ChannelIdentification requires ChannelDefinitions, and only it.")
    if channels and {channel["ChannelId"] for channel in channels} != {0, 1}:
        raise ApiError("BadRequestException", "ChannelDefinitions must define the channels 0 and 1.")
    if "KMSEncryptionContext" in request and "OutputEncryptionKMSKeyId" not in request:
        raise ApiError("BadRequestException", "KMSEncryptionContext requires OutputEncryptionKMSKeyId.")


def bucket_and_key(uri):
    found = re.fullmatch(r"s3://([^/]+)/(.+)", uri)
    if not found:
        raise ApiError("BadRequestException", "MediaFileUri must be an S3 URI.")
    return found.groups()


def object_in(bucket, key):
    buckets = s3_backends[ACCOUNT]["aws"].buckets
    found = s3_backends[ACCOUNT]["aws"].get_object(bucket, key) if bucket in buckets else None
    if not found:
        raise ApiError("BadRequestException", "The S3 URI that you provided can't be accessed.")
    return found.value


def scribe_operations(folder):
    jobs = Jobs(folder)
    handlers = {"Start": jobs.start, "Get": jobs.get, "List": jobs.list, "Delete": jobs.delete}
    return [
        Operation("transcribe", f"{verb}MedicalScribeJob{'s' if verb == 'List' else ''}", handler)
        for verb, handler in handlers.items()
    ]
