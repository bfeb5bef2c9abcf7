"""Searches: Retrieve of bedrock-agent-runtime, and QueryVectors on moto's S3 Vectors."""

import math

from moto.core import DEFAULT_ACCOUNT_ID
from moto.s3vectors.exceptions import IndexNotFound
from moto.s3vectors.models import s3vectors_backends

from .bases import base_of, index_of
from .filters import matches_query, matches_retrieval
from .ingestion import POSITION, TEXT
from .service import ApiError

# Documented quota of a question. The API's model allows more.
MOST_CHARACTERS = 1_000
DEFAULT_RESULTS = 5


def cosine_distance(one, other):
    lengths = math.sqrt(math.fsum(a * a for a in one)) * math.sqrt(math.fsum(b * b for b in other))
    return 1 - math.fsum(a * b for a, b in zip(one, other)) / lengths if lengths else 1.0


def euclidean_distance(one, other):
    return math.fsum((a - b) ** 2 for a, b in zip(one, other))


DISTANCES = {"cosine": cosine_distance, "euclidean": euclidean_distance}


def nearest(index, query, most, matches):
    """Returns the nearest vectors that match, each with its distance."""
    distance = DISTANCES[index.distance_metric]
    found = [
        (distance(query, vector.data["float32"]), vector)
        for vector in index.vectors.values()
        if matches(vector.metadata)
    ]
    return sorted(found, key=lambda one: (one[0], one[1].key))[:most]


def query_vectors(request, region):
    backend = s3vectors_backends[DEFAULT_ACCOUNT_ID]["aws"]
    try:
        index = backend.get_index(request.get("vectorBucketName"), request.get("indexName"), request.get("indexArn"))
    except IndexNotFound as error:
        raise ApiError("NotFoundException", "The specified index could not be found") from error
    query = request.get("queryVector", {}).get("float32")
    if query is None:
        raise ApiError("ValidationException", "The stand-in searches only by queryVector")
    if len(query) != index.dimension:
        raise ApiError("ValidationException", f"Query vector must have {index.dimension} dimensions, not {len(query)}")
    hidden = (getattr(index, "metadata_configuration", None) or {}).get("nonFilterableMetadataKeys", [])
    filter = request.get("filter")
    if filter is not None:
        matches_query(filter, {}, hidden)
    found = nearest(
        index, query, request["topK"], lambda metadata: filter is None or matches_query(filter, metadata, hidden)
    )
    vectors = [
        {
            "key": vector.key,
            **({"distance": distance} if request.get("returnDistance") else {}),
            **({"metadata": vector.metadata} if request.get("returnMetadata") else {}),
        }
        for distance, vector in found
    ]
    return {"vectors": vectors, "distanceMetric": index.distance_metric}


def retrieve(request, region, embedder):
    base = base_of(region, request["knowledgeBaseId"].rsplit("/", 1)[-1])
    text = request["retrievalQuery"].get("text", "")
    if not text.strip():
        raise ApiError("ValidationException", "The query has no text")
    if len(text) > MOST_CHARACTERS:
        raise ApiError("ValidationException", f"The query has {len(text)} characters; the most is {MOST_CHARACTERS}")
    search = request.get("retrievalConfiguration", {}).get("vectorSearchConfiguration", {})
    if search.get("overrideSearchType") == "HYBRID":
        raise ApiError("ValidationException", "HYBRID search type is not supported for search operation on S3_VECTORS")
    filter = search.get("filter")
    if filter is not None:
        matches_retrieval(filter, {})
    index = index_of(base)
    if index is None:
        raise ApiError("ValidationException", "The storage configuration is invalid: the index does not exist")
    found = nearest(
        index,
        embedder.query(text, index.dimension),
        search.get("numberOfResults", DEFAULT_RESULTS),
        lambda metadata: filter is None or matches_retrieval(filter, metadata),
    )
    return {"retrievalResults": [result(1 - distance, vector) for distance, vector in found]}


def result(score, vector):
    shown = {name: value for name, value in vector.metadata.items() if name not in (TEXT, POSITION)}
    return {
        "content": {"text": vector.metadata[TEXT], "type": "TEXT"},
        "location": {"type": "S3", "s3Location": {"uri": vector.metadata["x-amz-bedrock-kb-source-uri"]}},
        "metadata": {**shown, "x-amz-bedrock-kb-chunk-id": f"1%3A0%3A{vector.key}"},
        "score": score,
    }
