"""Knowledge bases and data sources of bedrock-agent, in the shapes of its API. moto has neither with S3 Vectors."""

import random
import string
import threading
from collections import defaultdict
from datetime import datetime, timezone

from moto.core import DEFAULT_ACCOUNT_ID
from moto.iam.models import iam_backends
from moto.s3vectors.models import s3vectors_backends

from .service import ApiError

# Guards moto and all that is kept here: requests are served one at a time, and ingestion runs beside them.
LOCK = threading.RLock()


def now():
    return datetime.now(timezone.utc)


def new_id():
    return "".join(random.choices(string.ascii_uppercase + string.digits, k=10))


class Source:
    """Data source, its ingestion jobs, and what is indexed of it."""

    def __init__(self, shape):
        self.shape = shape
        self.jobs = []
        # Key of a document: its entity tags, and the keys of its vectors.
        self.indexed = {}


class Base:
    def __init__(self, shape):
        self.shape = shape
        self.sources = {}


# Region: knowledge bases by their id.
BASES = defaultdict(dict)


def base_of(region, base_id):
    if base_id not in BASES[region]:
        raise ApiError("ResourceNotFoundException", f"Knowledge base with id {base_id} does not exist")
    return BASES[region][base_id]


def source_of(region, base_id, source_id):
    sources = base_of(region, base_id).sources
    if source_id not in sources:
        raise ApiError("ResourceNotFoundException", f"Data source with id {source_id} does not exist")
    return sources[source_id]


def index_of(base):
    """Index of a base in moto, or None if it is gone."""
    storage = base.shape["storageConfiguration"]["s3VectorsConfiguration"]
    for backends in s3vectors_backends[DEFAULT_ACCOUNT_ID].values():
        for bucket in backends.vector_buckets.values():
            for index in bucket.indexes.values():
                at = (bucket.vector_bucket_arn, index.index_name)
                if index.index_arn == storage.get("indexArn") or at == (storage.get("vectorBucketArn"), storage.get("indexName")):
                    return index
    return None


def dimensions_of(base):
    vectors = base["knowledgeBaseConfiguration"]["vectorKnowledgeBaseConfiguration"]
    return vectors.get("embeddingModelConfiguration", {}).get("bedrockEmbeddingModelConfiguration", {}).get("dimensions", 1024)


def assert_usable(base):
    """Bedrock looks at the role and the store before it makes a base."""
    invalid = lambda message: ApiError("ValidationException", message)  # noqa: E731
    if base.shape["storageConfiguration"]["type"] != "S3_VECTORS":
        raise invalid("The stand-in has knowledge bases only on S3 Vectors")
    name = base.shape["roleArn"].rsplit("/", 1)[-1]
    if name not in [role.name for role in iam_backends[DEFAULT_ACCOUNT_ID]["aws"].get_roles()]:
        raise invalid("Bedrock Knowledge Base was unable to assume the given role")
    index = index_of(base)
    if index is None:
        raise invalid("The storage configuration is invalid: the index does not exist")
    if index.dimension != dimensions_of(base.shape):
        raise invalid(f"The index has {index.dimension} dimensions, the embedding {dimensions_of(base.shape)}")


def assert_name_free(shapes, name, but=None):
    if any(shape["name"] == name and shape is not but for shape in shapes):
        raise ApiError("ConflictException", f"The name {name} exists already")


def create_base(request, region):
    assert_name_free((base.shape for base in BASES[region].values()), request["name"])
    base_id, moment = new_id(), now()
    made = {
        "knowledgeBaseId": base_id,
        "knowledgeBaseArn": f"arn:aws:bedrock:{region}:{DEFAULT_ACCOUNT_ID}:knowledge-base/{base_id}",
        **{"status": "ACTIVE", "createdAt": moment, "updatedAt": moment},
    }
    base = Base({**without(request, "clientToken", "tags"), **made})
    assert_usable(base)
    BASES[region][base_id] = base
    return base


def delete_base(region, base_id):
    if base_of(region, base_id).sources:
        raise ApiError("ConflictException", "The knowledge base has data sources")
    del BASES[region][base_id]


def create_source(request, region):
    base = base_of(region, request["knowledgeBaseId"])
    configuration = request["dataSourceConfiguration"]
    if configuration["type"] != "S3":
        raise ApiError("ValidationException", "The stand-in has data sources only of the type S3")
    chunking = request.get("vectorIngestionConfiguration", {}).get("chunkingConfiguration", {})
    if chunking.get("chunkingStrategy", "FIXED_SIZE") not in ("FIXED_SIZE", "NONE"):
        raise ApiError("ValidationException", "The stand-in cuts documents only by FIXED_SIZE and NONE")
    assert_name_free((source.shape for source in base.sources.values()), request["name"])
    source_id, moment = new_id(), now()
    made = {"dataSourceId": source_id, "status": "AVAILABLE", "createdAt": moment, "updatedAt": moment}
    defaults = {"dataDeletionPolicy": "DELETE"}
    base.sources[source_id] = Source({**defaults, **without(request, "clientToken", "tags"), **made})
    return base.sources[source_id]


def delete_source(region, base_id, source_id):
    base, source = base_of(region, base_id), source_of(region, base_id, source_id)
    if any(job.is_running for job in source.jobs):
        raise ApiError("ConflictException", "An ingestion job of the data source is running")
    index = index_of(base)
    if index and source.shape["dataDeletionPolicy"] == "DELETE":
        for document in source.indexed.values():
            for key in document.vectors:
                index.vectors.pop(key, None)
    del base.sources[source_id]


def without(request, *names):
    return {name: value for name, value in request.items() if name not in names}
