"""Operations in which Bedrock answers by itself: RetrieveAndGenerate, its stream, and InvokeAgent.

The stand-in has no model. It quotes the sentence of a passage that shares most words with the question, and cites it.
"""

import re
import uuid
from collections import defaultdict

from .bases import BASES
from .retrieval import retrieve
from .service import ApiError

# Answer of RetrieveAndGenerate if the passages do not answer the question.
NO_ANSWER = "Sorry, I am unable to assist you with this request."
# Share of the words of a question that a sentence must have to answer it.
ENOUGH = 1 / 3
MOST_QUOTES = 2
# Characters of one event of a stream.
PIECE = 12
COMMON = set("and are can does for from has have how many may the what when where which who with you your".split())
EVERYONE = {"listContains": {"key": "allowedGroups", "value": "everyone"}}

# Region: sessions of answers from a base, and agent aliases that exist, as pairs of ids.
SESSIONS = defaultdict(set)
AGENT_ALIASES = defaultdict(set)


def words(text):
    """Beginnings of words, and pairs of syllables of Hangul, whose words have endings."""
    found = re.findall(r"[a-z\d]{3,}|[\uac00-\ud7a3]{2,}", text.lower())
    return {
        part
        for word in found
        if word not in COMMON
        for part in ([word[:5]] if word[0] < "\uac00" else [word[at : at + 2] for at in range(len(word) - 1)])
    }


def best_sentence(question, passage):
    """Returns the sentence of a passage that shares most words with the question, and the share."""
    sentences = [one for one in re.split(r"(?<=[.?!])\s+|\n+", passage) if one.strip() and not one.startswith("#")]
    asked = words(question)
    shares = [(len(asked & words(one)) / max(1, len(asked)), one.strip()) for one in sentences]
    return max(shares, key=lambda one: one[0], default=(0, ""))


def quotes(question, results):
    """Returns sentences that answer the question, each with the passages that have it."""
    found = {}
    for result in results:
        share, sentence = best_sentence(question, result["content"]["text"])
        if share >= ENOUGH:
            found.setdefault(sentence, []).append({name: result[name] for name in ("content", "location", "metadata")})
    return list(found.items())[:MOST_QUOTES]


def cited(parts):
    """Returns the citations of an answer: each with its text, its place, and its passages."""
    citations, start = [], 0
    for sentence, references in parts:
        # The last character is part of the place.
        span = {"start": start, "end": start + len(sentence) - 1}
        part = {"textResponsePart": {"text": sentence, "span": span}}
        citations.append({"generatedResponsePart": part, "retrievedReferences": references})
        start += len(sentence) + 1
    return citations


def settings_of(request):
    configuration = request.get("retrieveAndGenerateConfiguration", {})
    if configuration.get("type") != "KNOWLEDGE_BASE":
        raise ApiError("ValidationException", "The stand-in answers only from a knowledge base, with type KNOWLEDGE_BASE")
    if "knowledgeBaseConfiguration" not in configuration:
        raise ApiError("ValidationException", "knowledgeBaseConfiguration is required with type KNOWLEDGE_BASE")
    return configuration["knowledgeBaseConfiguration"]


def session_of(request, region):
    session = request.get("sessionId")
    if session is not None and session not in SESSIONS[region]:
        raise ApiError("ValidationException", f"Session with Id {session} is not valid")
    session = session or str(uuid.uuid4())
    SESSIONS[region].add(session)
    return session


def parts_of(question, settings, region, embedder):
    search = {"knowledgeBaseId": settings["knowledgeBaseId"], "retrievalQuery": {"text": question}}
    if "retrievalConfiguration" in settings:
        search["retrievalConfiguration"] = settings["retrievalConfiguration"]
    return quotes(question, retrieve(search, region, embedder)["retrievalResults"])


def generate(request, region, embedder):
    parts = parts_of(request["input"]["text"], settings_of(request), region, embedder)
    return {
        "sessionId": session_of(request, region),
        "output": {"text": " ".join(sentence for sentence, _ in parts) or NO_ANSWER},
        "citations": cited(parts),
        "guardrailAction": "NONE",
    }


def pieces(text):
    return [text[at : at + PIECE] for at in range(0, len(text), PIECE)]


def generate_stream(request, region, embedder):
    answer = generate(request, region, embedder)
    events, end = [], 0
    for citation in answer["citations"]:
        start, end = end, citation["generatedResponsePart"]["textResponsePart"]["span"]["end"] + 1
        events += [{"output": {"text": piece}} for piece in pieces(answer["output"]["text"][start:end])]
        events.append({"citation": {"citation": citation, **citation}})
    events += [{"output": {"text": piece}} for piece in pieces(answer["output"]["text"][end:])]
    return {"sessionId": answer["sessionId"], "stream": [*events, {"guardrail": {"action": "NONE"}}]}


def invoke_agent(request, region, embedder):
    """Answers as an agent whose knowledge base is the first of the Region, with a filter for unrestricted documents."""
    alias = (request["agentId"], request["agentAliasId"])
    if alias not in AGENT_ALIASES[region]:
        raise ApiError("ResourceNotFoundException", f"Agent alias {alias[1]} of agent {alias[0]} does not exist")
    question, parts = request.get("inputText", ""), []
    for base_id in list(BASES[region])[:1]:
        filtered = {"vectorSearchConfiguration": {"filter": EVERYONE}}
        settings = {"knowledgeBaseId": base_id, "retrievalConfiguration": filtered}
        parts = parts_of(question, settings, region, embedder)
    text = " ".join(sentence for sentence, _ in parts) or NO_ANSWER
    chunks = [{"chunk": {"bytes": text.encode()}}]
    if parts:
        chunks[0]["chunk"]["attribution"] = {"citations": cited(parts)}
    return {"sessionId": request["sessionId"], "contentType": "application/json", "completion": chunks}
