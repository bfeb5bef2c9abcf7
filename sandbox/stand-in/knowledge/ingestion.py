"""Ingestion jobs: they read the documents of a data source from moto's S3 and write vectors to moto's S3 Vectors."""

import json
import threading
import time
import uuid
from dataclasses import dataclass, field

from moto.core import DEFAULT_ACCOUNT_ID
from moto.s3.models import s3_backends
from moto.s3vectors.models import Vector

from .bases import BASES, LOCK, base_of, index_of, new_id, now, source_of
from .chunks import FORMATS, Unreadable, attributes_of, chunks_of, text_of
from .service import ApiError

SIDECAR = ".metadata.json"
MOST_BYTES = 50 * 1024 * 1024
# Bytes of metadata that a query can filter by, of one vector.
FILTERABLE_BYTES = 2048
# Jobs that run at the same time in an account.
MOST_JOBS = 5
# Seconds that a job takes at least, so that it is seen running.
LEAST = 0.5

TEXT, POSITION = "AMAZON_BEDROCK_TEXT", "AMAZON_BEDROCK_METADATA"
STATISTICS = (
    "numberOfDocumentsScanned",
    "numberOfMetadataDocumentsScanned",
    "numberOfNewDocumentsIndexed",
    "numberOfModifiedDocumentsIndexed",
    "numberOfMetadataDocumentsModified",
    "numberOfDocumentsDeleted",
    "numberOfDocumentsFailed",
    "numberOfDocumentsSkipped",
)


@dataclass
class Indexed:
    """Document in the index: the entity tags of its file and of its sidecar, and the keys of its vectors."""

    etag: str
    sidecar: str | None
    vectors: list = field(default_factory=list)


class Job:
    def __init__(self, request):
        moment = now()
        self.token = request.get("clientToken")
        self.shape = {
            "knowledgeBaseId": request["knowledgeBaseId"],
            "dataSourceId": request["dataSourceId"],
            "ingestionJobId": new_id(),
            **({"description": request["description"]} if "description" in request else {}),
            **{"status": "STARTING", "statistics": dict.fromkeys(STATISTICS, 0), "startedAt": moment, "updatedAt": moment},
        }
        self.failures = {}

    @property
    def is_running(self):
        return self.shape["status"] in ("STARTING", "IN_PROGRESS", "STOPPING")

    def become(self, status):
        self.shape.update(status=status, updatedAt=now())

    def count(self, name, by=1):
        self.shape["statistics"][name] += by

    def fail(self, reason, uri):
        self.count("numberOfDocumentsFailed")
        self.failures.setdefault(reason, []).append(uri)
        self.shape["failureReasons"] = [
            f"Encountered error: {one}. [Files: {', '.join(uris)}]" for one, uris in self.failures.items()
        ]


def running(bases):
    return [job for base in bases for source in base.sources.values() for job in source.jobs if job.is_running]


def start(request, region, embedder):
    base = base_of(region, request["knowledgeBaseId"])
    source = source_of(region, request["knowledgeBaseId"], request["dataSourceId"])
    repeated = next((job for job in source.jobs if job.token and job.token == request.get("clientToken")), None)
    if repeated:
        return repeated
    if running([base]):
        raise ApiError("ConflictException", "An ingestion job of this knowledge base is running")
    if len(running(one for bases in BASES.values() for one in bases.values())) >= MOST_JOBS:
        raise ApiError("ServiceQuotaExceededException", f"{MOST_JOBS} ingestion jobs are running in this account")
    job = Job(request)
    source.jobs.append(job)
    threading.Thread(target=run, args=(job, base, source, embedder), daemon=True).start()
    return job


def run(job, base, source, embedder):
    began = time.monotonic()
    try:
        ingest(job, base, source, embedder)
        end = "COMPLETE"
    except Exception as error:  # noqa: BLE001
        job.shape["failureReasons"] = [f"{type(error).__name__}: {error}"]
        end = "FAILED"
    time.sleep(max(0, LEAST - (time.monotonic() - began)))
    with LOCK:
        job.become("STOPPED" if job.shape["status"] == "STOPPING" else end)


def objects_of(source):
    """Key: entity tag and content, of all that is below the prefix. Taken at once, as a scan of the source sees it."""
    s3 = source.shape["dataSourceConfiguration"]["s3Configuration"]
    name = s3["bucketArn"].rsplit(":", 1)[-1]
    [prefix] = s3.get("inclusionPrefixes", [""])
    with LOCK:
        objects, _, _, _ = s3_backends[DEFAULT_ACCOUNT_ID]["aws"].list_objects(
            s3_backends[DEFAULT_ACCOUNT_ID]["aws"].get_bucket(name), prefix, None, None, None
        )
        return name, {one.name: (one.etag, one.size, one.value) for one in objects if not one.name.endswith("/")}


def ingest(job, base, source, embedder):
    with LOCK:
        job.become("IN_PROGRESS")
        index = index_of(base)
        if index is None:
            raise RuntimeError("the index does not exist")
    bucket, objects = objects_of(source)
    documents = [key for key in objects if not key.endswith(SIDECAR)]
    job.count("numberOfDocumentsScanned", len(documents))
    job.count("numberOfMetadataDocumentsScanned", len([key for key in documents if key + SIDECAR in objects]))
    for key in [key for key in source.indexed if key not in documents]:
        with LOCK:
            remove(index, source.indexed.pop(key))
        job.count("numberOfDocumentsDeleted")
    for key in documents:
        if job.shape["status"] == "STOPPING":
            return
        etag, size, content = objects[key]
        sidecar_etag, _, sidecar = objects.get(key + SIDECAR, (None, 0, None))
        known = source.indexed.get(key)
        if known and (known.etag, known.sidecar) == (etag, sidecar_etag):
            continue
        if key.rsplit(".", 1)[-1].lower() not in FORMATS:
            job.count("numberOfDocumentsSkipped")
            continue
        try:
            if size > MOST_BYTES:
                raise Unreadable("The file is larger than 50 MB")
            vectors = vectors_of(f"s3://{bucket}/{key}", content, sidecar, source, index, embedder)
        except Unreadable as error:
            job.fail(str(error), f"s3://{bucket}/{key}")
            continue
        with LOCK:
            if known:
                remove(index, known)
            index.vectors.update({vector.key: vector for vector in vectors})
            source.indexed[key] = Indexed(etag, sidecar_etag, [vector.key for vector in vectors])
        if not known:
            job.count("numberOfNewDocumentsIndexed")
        else:
            job.count("numberOfModifiedDocumentsIndexed" if known.etag != etag else "numberOfMetadataDocumentsModified")


def remove(index, indexed):
    for key in indexed.vectors:
        index.vectors.pop(key, None)


def vectors_of(uri, content, sidecar, source, index, embedder):
    """Vectors of one document as Bedrock writes them: text and position beside the attributes of the sidecar."""
    attributes = attributes_of(sidecar) if sidecar is not None else {}
    chunking = source.shape.get("vectorIngestionConfiguration", {}).get("chunkingConfiguration", {})
    hidden = (getattr(index, "metadata_configuration", None) or {}).get("nonFilterableMetadataKeys", [])
    vectors = []
    for text in chunks_of(text_of(uri, content), chunking):
        key = str(uuid.uuid4())
        metadata = {
            **attributes,
            "x-amz-bedrock-kb-source-uri": uri,
            "x-amz-bedrock-kb-data-source-id": source.shape["dataSourceId"],
            TEXT: text,
            POSITION: json.dumps({"source": {"sourceLocation": uri}}),
        }
        filterable = {name: value for name, value in metadata.items() if name not in hidden}
        if len(json.dumps(filterable, ensure_ascii=False).encode()) > FILTERABLE_BYTES:
            raise Unreadable(f"Filterable metadata must have at most {FILTERABLE_BYTES} bytes")
        data = {"float32": embedder.passage(text, index.dimension)}
        vectors.append(Vector(key=key, data=data, metadata=metadata))
    return vectors
