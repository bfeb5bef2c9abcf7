"""CloudFormation's resource types between an upload and a sync, which moto's services have and its CloudFormation does not:
policies of queues, pipes, and aliases of functions. Versions of functions get their attributes.
"""

import json

from moto.awslambda.models import LambdaVersion, get_backend
from moto.core.common_models import CloudFormationModel
from moto.pipes.models import pipes_backends
from moto.sqs.models import sqs_backends

from .stack_resources import StackResource


class QueuePolicyResource(StackResource, CloudFormationModel):
    __module__ = StackResource.__module__

    @staticmethod
    def cloudformation_type():
        return "AWS::SQS::QueuePolicy"

    @classmethod
    def request_of(cls, properties):
        return properties

    @classmethod
    def make(cls, request, resource_name, account_id, region_name):
        queues = sqs_backends[account_id][region_name]
        names = [url.rsplit("/", 1)[-1] for url in request["Queues"]]
        for name in names:
            queues.set_queue_attributes(name, {"Policy": json.dumps(request["PolicyDocument"])})
        return f"https://sqs.{region_name}.amazonaws.com/{account_id}/{names[0]}", {}

    def change(self, request, account_id, region_name):
        self.make(request, "", account_id, region_name)

    def delete(self, account_id, region_name):
        """The policy is deleted with its queue."""


class PipeResource(StackResource, CloudFormationModel):
    __module__ = StackResource.__module__
    operation = ("pipes", "CreatePipe")
    create_only = ("Name", "Source")
    names = staticmethod(lambda value: value)
    tags = "Tags"

    @staticmethod
    def cloudformation_type():
        return "AWS::Pipes::Pipe"

    @classmethod
    def make(cls, request, resource_name, account_id, region_name):
        pipe = pipes_backends[account_id][region_name].create_pipe(
            name=request["Name"],
            description=request.get("Description"),
            desired_state=request.get("DesiredState"),
            source=request["Source"],
            source_parameters=request.get("SourceParameters"),
            enrichment=request.get("Enrichment"),
            enrichment_parameters=request.get("EnrichmentParameters"),
            target=request["Target"],
            target_parameters=request.get("TargetParameters"),
            role_arn=request["RoleArn"],
            tags=request.get("Tags"),
            log_configuration=request.get("LogConfiguration"),
            kms_key_identifier=request.get("KmsKeyIdentifier"),
        )
        return pipe.name, {"Arn": pipe.arn}

    def change(self, request, account_id, region_name):
        self.make(request, "", account_id, region_name)

    def delete(self, account_id, region_name):
        pipes_backends[account_id][region_name].pipes.pop(self.physical_id, None)


class AliasResource(StackResource, CloudFormationModel):
    __module__ = StackResource.__module__
    operation = ("lambda", "CreateAlias")
    create_only = ("FunctionName", "Name")
    names = staticmethod(lambda value: value)
    tags = "Tags"

    @staticmethod
    def cloudformation_type():
        return "AWS::Lambda::Alias"

    @classmethod
    def make(cls, request, resource_name, account_id, region_name):
        alias = get_backend(account_id, region_name).create_alias(
            request["Name"],
            request["FunctionName"],
            request["FunctionVersion"],
            request.get("Description", ""),
            request.get("RoutingConfig"),
        )
        return alias.arn, {"AliasArn": alias.arn}

    def change(self, request, account_id, region_name):
        get_backend(account_id, region_name).update_alias(
            request["Name"],
            request["FunctionName"],
            request["FunctionVersion"],
            request.get("Description", ""),
            request.get("RoutingConfig"),
        )

    def delete(self, account_id, region_name):
        """moto deletes in any order, and a function takes its aliases with it."""
        backend = get_backend(account_id, region_name)
        name = self.request["FunctionName"].rsplit(":", 1)[-1]
        if any(function.function_name == name for function in backend.list_functions()):
            backend.delete_alias(self.request["Name"], name)


publish = LambdaVersion.create_from_cloudformation_json.__func__


def publish_with_arn(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
    version = publish(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs)
    name = cloudformation_json["Properties"]["FunctionName"].rsplit(":", 1)[-1]
    version.function_arn = f"arn:aws:lambda:{region_name}:{account_id}:function:{name}:{version.version}"
    return version


LambdaVersion.create_from_cloudformation_json = classmethod(publish_with_arn)
LambdaVersion.physical_resource_id = property(lambda version: version.function_arn)
LambdaVersion.has_cfn_attr = classmethod(lambda cls, attribute: attribute in ("FunctionArn", "Version"))
LambdaVersion.get_cfn_attribute = lambda version, attribute: {
    "FunctionArn": version.function_arn,
    "Version": str(version.version),
}[attribute]
# A version is deleted with its function.
LambdaVersion.delete = lambda version, account_id, region_name: None
