"""Filters on metadata: RetrievalFilter of Retrieve, and the filter document of QueryVectors.

A comparison with an attribute that a vector does not have never matches, also not a negative one.
"""

from .service import ApiError


def is_same(one, other):
    """JSON's equality: true is not 1."""
    return isinstance(one, bool) == isinstance(other, bool) and one == other


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def has(attribute, value):
    """A list equals each of its members, as in S3 Vectors."""
    values = attribute if isinstance(attribute, list) else [attribute]
    return any(is_same(one, value) for one in values)


def ordered(compare):
    return lambda attribute, value: is_number(attribute) and is_number(value) and compare(attribute, value)


# By the name of Retrieve and the name of QueryVectors.
COMPARISONS = {
    ("equals", "$eq"): has,
    ("notEquals", "$ne"): lambda attribute, value: not has(attribute, value),
    ("greaterThan", "$gt"): ordered(lambda one, other: one > other),
    ("greaterThanOrEquals", "$gte"): ordered(lambda one, other: one >= other),
    ("lessThan", "$lt"): ordered(lambda one, other: one < other),
    ("lessThanOrEquals", "$lte"): ordered(lambda one, other: one <= other),
    ("in", "$in"): lambda attribute, values: any(has(attribute, one) for one in values),
    ("notIn", "$nin"): lambda attribute, values: not any(has(attribute, one) for one in values),
    ("listContains", None): lambda attribute, value: isinstance(attribute, list) and has(attribute, value),
}
OF_RETRIEVE = {names[0]: compare for names, compare in COMPARISONS.items()}
OF_QUERY = {names[1]: compare for names, compare in COMPARISONS.items() if names[1]}


def refused(message):
    return ApiError("ValidationException", message)


def compared(compare, operator, metadata, key, value):
    if operator in ("in", "notIn", "$in", "$nin") and not (isinstance(value, list) and value):
        raise refused(f"The value of {operator} must be a list of values.")
    if operator.lstrip("$").startswith(("gt", "lt", "greater", "less")) and not is_number(value):
        raise refused(f"The value of {operator} must be a number.")
    matches = compare(metadata.get(key), value)
    return key in metadata and matches


def matches_retrieval(filter, metadata):
    """Evaluates a RetrievalFilter. Every branch is evaluated, so that a mistake in any is refused."""
    if len(filter) != 1:
        raise refused("A filter must have exactly one operator.")
    [(operator, operand)] = filter.items()
    if operator in ("andAll", "orAll"):
        if len(operand) < 2:
            raise refused(f"{operator} must have at least 2 filters.")
        branches = [matches_retrieval(one, metadata) for one in operand]
        return all(branches) if operator == "andAll" else any(branches)
    if operator not in OF_RETRIEVE:
        raise refused(f"S3 Vectors does not support the operator {operator}.")
    return compared(OF_RETRIEVE[operator], operator, metadata, operand["key"], operand["value"])


def matches_query(filter, metadata, hidden=()):
    """Evaluates the filter of QueryVectors. @param hidden metadata keys that cannot be filtered by"""
    if not isinstance(filter, dict) or not filter:
        raise refused("A filter must be an object with at least one member.")
    results = []
    for key, condition in filter.items():
        if key in ("$and", "$or"):
            if not isinstance(condition, list) or not condition:
                raise refused(f"{key} must be a list of filters.")
            branches = [matches_query(one, metadata, hidden) for one in condition]
            results.append(all(branches) if key == "$and" else any(branches))
        elif key.startswith("$"):
            raise refused(f"{key} is not an operator for a filter.")
        elif key in hidden:
            raise refused(f"{key} is not filterable in this index.")
        else:
            results.append(matches_conditions(key, condition, metadata))
    return all(results)


def matches_conditions(key, condition, metadata):
    conditions = condition if isinstance(condition, dict) else {"$eq": condition}
    results = []
    for operator, value in conditions.items():
        if operator == "$exists":
            results.append((key in metadata) == bool(value))
        elif operator not in OF_QUERY:
            raise refused(f"{operator} is not an operator of a filter.")
        else:
            results.append(compared(OF_QUERY[operator], operator, metadata, key, value))
    return all(results)
