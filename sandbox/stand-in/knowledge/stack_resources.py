"""CloudFormation's resource types of S3 Vectors and of Bedrock's knowledge bases, which moto does not have.

The properties of a type are the members of the request that creates it: botocore's model of that request refuses an
unknown property and a wrong value. A change of a create-only property makes a new resource, as the type's schema says.
"""

import json

from moto.cloudformation.exceptions import ValidationError
from moto.core.common_models import CloudFormationModel
from moto.core.utils import utcnow
from moto.s3vectors.models import s3vectors_backends

from . import bases
from .service import ApiError, assert_shape, service_model


def api_names(value):
    """Turns the names of CloudFormation into those of the API: the first letter becomes small."""
    if isinstance(value, dict):
        return {name[:1].lower() + name[1:]: api_names(inner) for name, inner in value.items()}
    return [api_names(one) for one in value] if isinstance(value, list) else value


def at(request, path):
    for name in path.split("."):
        request = request.get(name) if isinstance(request, dict) else None
    return request


class StackResource:
    """What the types share. A subclass says how its resource is made, changed and deleted."""

    __module__ = "moto.bedrock.models"  # moto files a model under the service in its module's name
    operation = ("", "")
    create_only = ()
    # Names of the API from those of CloudFormation, and its name of tags.
    names = staticmethod(api_names)
    tags = "tags"

    def __init__(self, request, physical_id, attributes):
        self.request = request
        self.physical_id = physical_id
        self.attributes = attributes

    @property
    def physical_resource_id(self):
        return self.physical_id

    @staticmethod
    def cloudformation_name_type():
        return ""

    @classmethod
    def has_cfn_attr(cls, attr):
        return True

    def get_cfn_attribute(self, attribute_name):
        return self.attributes[attribute_name]

    @classmethod
    def request_of(cls, properties):
        """Checks the properties of a template, and returns them as the request of the API."""
        tags = properties.get("Tags")
        request = cls.names(bases.without(properties, "Tags"))
        if tags:
            request[cls.tags] = {tag["Key"]: tag["Value"] for tag in tags} if isinstance(tags, list) else tags
        service, name = cls.operation
        assert_shape(service_model(service).operation_model(name).input_shape, request)
        return request

    @classmethod
    def create_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
        try:
            request = cls.request_of(cloudformation_json.get("Properties", {}))
            return cls(request, *cls.make(request, resource_name, account_id, region_name))
        except ApiError as error:
            raise ValidationError(resource_name, message=f"{cls.cloudformation_type()}: {error}") from error

    @classmethod
    def update_from_cloudformation_json(
        cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name
    ):
        request = cls.request_of(cloudformation_json.get("Properties", {}))
        if any(at(request, path) != at(original_resource.request, path) for path in cls.create_only):
            made = cls.create_from_cloudformation_json(new_resource_name, cloudformation_json, account_id, region_name)
            original_resource.delete(account_id, region_name)
            return made
        original_resource.change(request, account_id, region_name)
        original_resource.request = request
        return original_resource

    def change(self, request, account_id, region_name):
        """Changes what can be changed in place."""


def vectors(account_id):
    return s3vectors_backends[account_id]["aws"]


class VectorBucketResource(StackResource, CloudFormationModel):
    __module__ = StackResource.__module__
    operation = ("s3vectors", "CreateVectorBucket")
    create_only = ("vectorBucketName", "encryptionConfiguration")

    @staticmethod
    def cloudformation_type():
        return "AWS::S3Vectors::VectorBucket"

    @classmethod
    def make(cls, request, resource_name, account_id, region_name):
        backend, name = vectors(account_id), request.get("vectorBucketName", resource_name.lower())
        backend.create_vector_bucket(region_name, name, request.get("encryptionConfiguration"), request.get("tags"))
        bucket = backend.get_vector_bucket(name)
        bucket.creation_time = utcnow()
        return bucket.vector_bucket_arn, {"VectorBucketArn": bucket.vector_bucket_arn}

    def delete(self, account_id, region_name):
        vectors(account_id).delete_vector_bucket(vectors(account_id).get_vector_bucket(None, self.physical_id).vector_bucket_name)


class IndexResource(StackResource, CloudFormationModel):
    __module__ = StackResource.__module__
    operation = ("s3vectors", "CreateIndex")
    create_only = (
        *("vectorBucketName", "vectorBucketArn", "indexName", "dataType", "dimension", "distanceMetric"),
        *("metadataConfiguration", "encryptionConfiguration"),
    )

    @classmethod
    def request_of(cls, properties):
        """CloudFormation names the index; the API requires a name."""
        request = super().request_of({"IndexName": "index", **properties})
        return request if "IndexName" in properties else bases.without(request, "indexName")

    @staticmethod
    def cloudformation_type():
        return "AWS::S3Vectors::Index"

    @classmethod
    def make(cls, request, resource_name, account_id, region_name):
        backend, name = vectors(account_id), request.get("indexName", resource_name.lower()[-63:])
        bucket = backend.get_vector_bucket(request.get("vectorBucketName"), request.get("vectorBucketArn"))
        backend.create_index(
            bucket.vector_bucket_name,
            None,
            name,
            *(request["dataType"], request["dimension"], request["distanceMetric"], request.get("tags")),
        )
        index = backend.get_index(bucket.vector_bucket_name, name, None)
        # moto ignores these; GetIndex returns them.
        index.creation_time = utcnow()
        index.metadata_configuration = request.get("metadataConfiguration")
        index.encryption_configuration = request.get("encryptionConfiguration")
        return index.index_arn, {"IndexArn": index.index_arn}

    def delete(self, account_id, region_name):
        vectors(account_id).delete_index(None, None, self.physical_id)


class VectorBucketPolicyResource(StackResource, CloudFormationModel):
    __module__ = StackResource.__module__
    operation = ("s3vectors", "PutVectorBucketPolicy")
    create_only = ("vectorBucketName", "vectorBucketArn")

    @staticmethod
    def cloudformation_type():
        return "AWS::S3Vectors::VectorBucketPolicy"

    @classmethod
    def request_of(cls, properties):
        return super().request_of({**properties, "Policy": json.dumps(properties["Policy"])})

    @classmethod
    def make(cls, request, resource_name, account_id, region_name):
        backend = vectors(account_id)
        bucket = backend.get_vector_bucket(request.get("vectorBucketName"), request.get("vectorBucketArn"))
        bucket.policy = request["policy"]
        return bucket.vector_bucket_arn, {}

    def change(self, request, account_id, region_name):
        self.make(request, "", account_id, region_name)

    def delete(self, account_id, region_name):
        """moto deletes in any order, and a bucket takes its policy with it."""
        bucket = vectors(account_id).vector_buckets.get(self.physical_id)
        if bucket:
            bucket.policy = None


class KnowledgeBaseResource(StackResource, CloudFormationModel):
    __module__ = StackResource.__module__
    operation = ("bedrock-agent", "CreateKnowledgeBase")
    create_only = (
        *("knowledgeBaseConfiguration.type", "knowledgeBaseConfiguration.vectorKnowledgeBaseConfiguration"),
        "storageConfiguration",
    )

    @staticmethod
    def cloudformation_type():
        return "AWS::Bedrock::KnowledgeBase"

    @classmethod
    def make(cls, request, resource_name, account_id, region_name):
        shape = bases.create_base(request, region_name).shape
        return shape["knowledgeBaseId"], {
            "KnowledgeBaseId": shape["knowledgeBaseId"],
            "KnowledgeBaseArn": shape["knowledgeBaseArn"],
        }

    def change(self, request, account_id, region_name):
        shape = bases.base_of(region_name, self.physical_id).shape
        bases.assert_name_free((one.shape for one in bases.BASES[region_name].values()), request["name"], shape)
        shape.update(bases.without(request, "tags"), updatedAt=bases.now())

    def delete(self, account_id, region_name):
        bases.delete_base(region_name, self.physical_id)


class DataSourceResource(StackResource, CloudFormationModel):
    __module__ = StackResource.__module__
    operation = ("bedrock-agent", "CreateDataSource")
    create_only = (
        *("knowledgeBaseId", "dataSourceConfiguration.type"),
        *("vectorIngestionConfiguration.chunkingConfiguration", "vectorIngestionConfiguration.parsingConfiguration"),
    )

    @staticmethod
    def cloudformation_type():
        return "AWS::Bedrock::DataSource"

    @classmethod
    def make(cls, request, resource_name, account_id, region_name):
        shape = bases.create_source(request, region_name).shape
        ids = {"KnowledgeBaseId": shape["knowledgeBaseId"], "DataSourceId": shape["dataSourceId"]}
        return "|".join(ids.values()), ids

    def change(self, request, account_id, region_name):
        source = bases.source_of(region_name, *self.physical_id.split("|"))
        source.shape.update(request, updatedAt=bases.now())

    def delete(self, account_id, region_name):
        bases.delete_source(region_name, *self.physical_id.split("|"))
