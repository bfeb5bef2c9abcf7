"""Operations that the stand-in adds to moto, of bedrock-agent, bedrock-agent-runtime and S3 Vectors."""

import functools
import json

from .bases import BASES, base_of, delete_base, delete_source, source_of, without
from .event_stream import EventOperation
from .generation import AGENT_ALIASES, generate, generate_stream, invoke_agent
from .ingestion import start
from .retrieval import query_vectors, retrieve
from .service import ApiError, Operation


def get_base(request, region):
    return {"knowledgeBase": base_of(region, request["knowledgeBaseId"]).shape}


def list_bases(request, region):
    named = ("knowledgeBaseId", "name", "description", "status", "updatedAt")
    return {"knowledgeBaseSummaries": [only(base.shape, named) for base in BASES[region].values()]}


def remove_base(request, region):
    delete_base(region, request["knowledgeBaseId"])
    return {"knowledgeBaseId": request["knowledgeBaseId"], "status": "DELETING"}


def get_source(request, region):
    return {"dataSource": source_of(region, request["knowledgeBaseId"], request["dataSourceId"]).shape}


def list_sources(request, region):
    named = ("knowledgeBaseId", "dataSourceId", "name", "description", "status", "updatedAt")
    sources = base_of(region, request["knowledgeBaseId"]).sources.values()
    return {"dataSourceSummaries": [only(source.shape, named) for source in sources]}


def remove_source(request, region):
    ids = {name: request[name] for name in ("knowledgeBaseId", "dataSourceId")}
    delete_source(region, *ids.values())
    return {**ids, "status": "DELETING"}


def jobs_of(request, region):
    return source_of(region, request["knowledgeBaseId"], request["dataSourceId"]).jobs


def job_of(request, region):
    for job in jobs_of(request, region):
        if job.shape["ingestionJobId"] == request["ingestionJobId"]:
            return job
    raise ApiError("ResourceNotFoundException", f"Ingestion job with id {request['ingestionJobId']} does not exist")


def get_job(request, region):
    return {"ingestionJob": job_of(request, region).shape}


def stop_job(request, region):
    job = job_of(request, region)
    if not job.is_running:
        raise ApiError("ConflictException", "The ingestion job has ended")
    job.become("STOPPING")
    return {"ingestionJob": job.shape}


def list_jobs(request, region):
    """Pages are not supported: a sandbox has few jobs."""
    shapes = [without(job.shape, "failureReasons") for job in jobs_of(request, region)]
    for wanted in request.get("filters", []):
        shapes = [shape for shape in shapes if shape["status"] in wanted["values"]]
    order = request.get("sortBy", {"attribute": "STARTED_AT", "order": "DESCENDING"})
    by = {"STARTED_AT": "startedAt", "STATUS": "status"}[order["attribute"]]
    shapes.sort(key=lambda shape: shape[by], reverse=order["order"] == "DESCENDING")
    return {"ingestionJobSummaries": shapes[: request.get("maxResults", 1_000)]}


def only(shape, names):
    return {name: shape[name] for name in names if name in shape}


def operations(embedder):
    agent = {
        "GetKnowledgeBase": get_base,
        "ListKnowledgeBases": list_bases,
        "DeleteKnowledgeBase": remove_base,
        "GetDataSource": get_source,
        "ListDataSources": list_sources,
        "DeleteDataSource": remove_source,
        "StartIngestionJob": lambda request, region: {"ingestionJob": start(request, region, embedder).shape},
        "GetIngestionJob": get_job,
        "ListIngestionJobs": list_jobs,
        "StopIngestionJob": stop_job,
    }
    return [
        *(Operation("bedrock-agent", name, handler) for name, handler in agent.items()),
        Operation("bedrock-agent-runtime", "Retrieve", functools.partial(retrieve, embedder=embedder)),
        Operation("bedrock-agent-runtime", "RetrieveAndGenerate", functools.partial(generate, embedder=embedder)),
        *(
            EventOperation("bedrock-agent-runtime", name, functools.partial(handler, embedder=embedder))
            for name, handler in {"RetrieveAndGenerateStream": generate_stream, "InvokeAgent": invoke_agent}.items()
        ),
        Operation("s3vectors", "QueryVectors", query_vectors),
    ]


# Addresses at which the sandbox reads which embedding answers, and names an agent alias that exists from before: AWS takes
# no new customers for such agents.
EMBEDDING = "/_sandbox/embedding"
AGENT_ALIAS = "/_sandbox/agent-alias"


def telling(embedder, otherwise):
    """Returns an application that also says which embedding answers, and takes agent aliases."""

    def serve(environ, start_response):
        path = environ["PATH_INFO"]
        if path not in (EMBEDDING, AGENT_ALIAS):
            return otherwise(environ, start_response)
        if path == AGENT_ALIAS:
            alias = json.loads(environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)))
            AGENT_ALIASES[alias["region"]].add((alias["agentId"], alias["aliasId"]))
        start_response("200 OK", [("content-type", "application/json")])
        return [json.dumps({"embedding": embedder.name}).encode()]

    return serve
