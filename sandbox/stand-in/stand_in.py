"""Serves moto, a stand-in for AWS, on one port of this machine until standard input is closed.

moto's own APIs keep more than its CloudFormation hands to them: it passes a key's tags in a shape that its KMS cannot
read, and drops half the properties of a bucket. The code below passes each such property to moto's own model, so that
the API of a service returns what the template says. Nothing is invented: a type or property without a model in moto is
left out here too, and the sandbox lists it.

usage: stand_in.py <port> [<folder for embeddings> [<folder of synthetic consultations>]]
"""

import json
import os
import sys
import threading

# Set before moto is imported, so that AWS managed policies exist.
os.environ["MOTO_IAM_LOAD_MANAGED_POLICIES"] = "true"
# Pages in a browser must not read its answers.
os.environ["MOTO_DISABLE_GLOBAL_CORS"] = "true"
# More threads than cores make an embedding several times slower.
os.environ["OMP_NUM_THREADS"] = "1"

from moto.awslambda.models import LambdaFunction, get_backend  # noqa: E402
from moto.cloudformation import parsing  # noqa: E402
from moto.cloudformation.models import CloudFormationBackend, Stack  # noqa: E402
from moto.core.common_models import CloudFormationModel  # noqa: E402
from moto.core.config import default_user_config  # noqa: E402
from moto.ec2.models import ec2_backends  # noqa: E402
from moto.ec2.models.availability_zones_and_regions import RegionsAndZonesBackend  # noqa: E402
from moto.ec2.models.flow_logs import FlowLogs  # noqa: E402
from moto.ec2.models.route_tables import RouteTable  # noqa: E402
from moto.ec2.models.security_groups import SecurityGroup, SecurityGroupIngress  # noqa: E402
from moto.ec2.models.subnets import Subnet  # noqa: E402
from moto.ec2.models.vpcs import VPC, VPCEndPoint  # noqa: E402
from moto.iam.access_control import PermissionResult  # noqa: E402
from moto.iam.models import ManagedPolicy, Role, iam_backends  # noqa: E402
from moto.kms.models import Key  # noqa: E402
from moto.logs.models import LogGroup  # noqa: E402
from moto.s3.models import FakeBucket, s3_backends  # noqa: E402
from moto.server import DomainDispatcherApplication, create_backend_app  # noqa: E402
from moto.stepfunctions.models import StateMachine  # noqa: E402
from werkzeug.serving import run_simple  # noqa: E402

import knowledge.event_resources  # noqa: E402, F401
import knowledge.object_events  # noqa: E402, F401
import knowledge.stack_resources  # noqa: E402, F401
import stack_imports  # noqa: E402, F401
import stack_updates  # noqa: E402
from account.settings import account_operations, serving_retention  # noqa: E402
from knowledge.bases import LOCK  # noqa: E402
from knowledge.embedder import Embedder, best  # noqa: E402
from knowledge.operations import operations, telling  # noqa: E402
from knowledge.service import serving  # noqa: E402
from scribe.jobs import scribe_operations  # noqa: E402
from scribe.rule_targets import telling_starts  # noqa: E402
import scribe.topic_policies  # noqa: E402, F401


def before(model, change):
    """Changes the properties of a template with `change` before `model` reads them."""
    create = model.create_from_cloudformation_json.__func__

    def changed(cls, resource_name, cloudformation_json, *args, **kwargs):
        properties = change(dict(cloudformation_json.get("Properties", {})))
        return create(cls, resource_name, {**cloudformation_json, "Properties": properties}, *args, **kwargs)

    model.create_from_cloudformation_json = classmethod(changed)


def after(model, complete):
    """Calls `complete(resource, properties, account_id, region_name)` after `model` is created."""
    create = model.create_from_cloudformation_json.__func__

    def completed(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
        resource = create(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs)
        complete(resource, cloudformation_json.get("Properties", {}), account_id, region_name)
        return resource

    model.create_from_cloudformation_json = classmethod(completed)


def key_properties(properties):
    tags = [{"TagKey": tag["Key"], "TagValue": tag["Value"]} for tag in properties.get("Tags", [])]
    return {**properties, "KeyPolicy": json.dumps(properties["KeyPolicy"]), "Tags": tags}


def endpoint_properties(properties):
    policy = properties.get("PolicyDocument")
    return {**properties, "PolicyDocument": json.dumps(policy) if policy else None}


def subnet_properties(properties):
    zone_id = properties.get("AvailabilityZoneId")
    zones = [zone for zones in RegionsAndZonesBackend.zones.values() for zone in zones if zone.zone_id == zone_id]
    return {**properties, "AvailabilityZone": zones[0].name} if zones else properties


def complete_log_group(group, properties, account_id, region_name):
    group.kms_key_id = properties.get("KmsKeyId")


def complete_function(function, properties, account_id, region_name):
    function.architectures = properties.get("Architectures", function.architectures)
    function.tracing_config = properties.get("TracingConfig", function.tracing_config)


def complete_role(role, properties, account_id, region_name):
    role.max_session_duration = int(properties.get("MaxSessionDuration", 3600))
    for arn in properties.get("ManagedPolicyArns", []):
        iam_backends[account_id]["aws"].attach_role_policy(arn, role.name)


def complete_vpc(vpc, properties, account_id, region_name):
    for attribute, name in (("EnableDnsHostnames", "enable_dns_hostnames"), ("EnableDnsSupport", "enable_dns_support")):
        if attribute in properties:
            ec2_backends[account_id][region_name].modify_vpc_attribute(vpc.id, name, properties[attribute])


def complete_subnet(subnet, properties, account_id, region_name):
    """moto takes the first subnet of a zone for the default one, which is public. An account has none of its own here."""
    subnet.default_for_az = False
    subnet.map_public_ip_on_launch = str(properties.get("MapPublicIpOnLaunch", False)).lower() == "true"


def complete_security_group(group, properties, account_id, region_name):
    backend = ec2_backends[account_id][region_name]
    rules = properties.get("SecurityGroupEgress", [])
    if rules:
        backend.revoke_security_group_egress(group.id, "-1", None, None, [{"CidrIp": "0.0.0.0/0"}])
    authorize_egress(backend, group, rules)


def change_security_group(group, properties, account_id, region_name):
    """moto replaces the group, whose id others use."""
    group.egress_rules.clear()
    authorize_egress(ec2_backends[account_id][region_name], group, properties.get("SecurityGroupEgress", []))


def authorize_egress(backend, group, rules):
    for rule in rules:
        target, prefixes = rule.get("DestinationSecurityGroupId"), rule.get("DestinationPrefixListId")
        backend.authorize_security_group_egress(
            group.id,
            rule["IpProtocol"],
            rule.get("FromPort"),
            rule.get("ToPort"),
            [{"CidrIp": rule["CidrIp"]}] if "CidrIp" in rule else [],
            source_groups=[{"GroupId": target}] if target else [],
            prefix_list_ids=[{"PrefixListId": prefixes}] if prefixes else [],
        )


def complete_bucket(bucket, properties, account_id, region_name):
    backend = s3_backends[account_id]["aws"]
    block = properties.get("PublicAccessBlockConfiguration")
    if block:
        flags = ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")
        backend.put_public_access_block(bucket.name, {flag: block.get(flag, False) for flag in flags})
    if "VersioningConfiguration" in properties:
        backend.put_bucket_versioning(bucket.name, properties["VersioningConfiguration"]["Status"])
    if "EventBridgeConfiguration" in properties.get("NotificationConfiguration", {}):
        bucket.set_notification_configuration({"EventBridgeConfiguration": {}})
    if "OwnershipControls" in properties:
        bucket.ownership_rule = properties["OwnershipControls"]["Rules"][0]["ObjectOwnership"]
    if "LoggingConfiguration" in properties:
        logging = properties["LoggingConfiguration"]
        bucket.logging = {
            "TargetBucket": logging["DestinationBucketName"],
            "TargetPrefix": logging.get("LogFilePrefix", ""),
        }


def complete_state_machine(machine, properties, account_id, region_name):
    machine.type = properties.get("StateMachineType", machine.type)
    machine.tracingConfiguration = {"enabled": properties.get("TracingConfiguration", {}).get("Enabled", False)}


def delete_role(role, account_id, region_name):
    """Detaches the policies that the role lists. moto only detaches those that list the role."""
    backend = iam_backends[account_id]["aws"]
    for arn in list(role.managed_policies):
        backend.detach_role_policy(arn, role.name)
    backend.delete_role(role.name)


def delete_managed_policy(policy, account_id, region_name):
    backend = iam_backends[account_id]["aws"]
    for role in backend.get_roles():
        if policy.arn in role.managed_policies:
            backend.detach_role_policy(policy.arn, role.name)
    backend.managed_policies.pop(policy.arn)


def delete_route_table(table, account_id, region_name):
    table._associations.clear()
    ec2_backends[account_id][region_name].delete_route_table(table.id)


def delete_flow_log(flow_log, account_id, region_name):
    ec2_backends[account_id][region_name].delete_flow_logs([flow_log.id])


def delete_endpoint(endpoint, account_id, region_name):
    backend = ec2_backends[account_id][region_name]
    backend.delete_vpc_endpoints([endpoint.id])
    backend.vpc_end_points.pop(endpoint.id)


class BucketPolicy(CloudFormationModel):
    """AWS::S3::BucketPolicy, which moto's S3 supports and its CloudFormation does not."""

    __module__ = "moto.s3.models"  # moto files a model under the service in its module's name

    def __init__(self, bucket):
        self.bucket = bucket

    @property
    def physical_resource_id(self):
        return self.bucket

    @staticmethod
    def cloudformation_name_type():
        return ""

    @staticmethod
    def cloudformation_type():
        return "AWS::S3::BucketPolicy"

    @classmethod
    def create_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
        properties = cloudformation_json["Properties"]
        policy = json.dumps(properties["PolicyDocument"]).encode()
        s3_backends[account_id]["aws"].put_bucket_policy(properties["Bucket"], policy)
        return cls(properties["Bucket"])

    @classmethod
    def update_from_cloudformation_json(cls, original_resource, new_resource_name, *args, **kwargs):
        return cls.create_from_cloudformation_json(new_resource_name, *args, **kwargs)

    @classmethod
    def delete_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name):
        """The policy is deleted with its bucket."""


class EventInvokeConfig(CloudFormationModel):
    """AWS::Lambda::EventInvokeConfig, which moto's Lambda supports and its CloudFormation does not."""

    __module__ = "moto.awslambda.models"

    def __init__(self, function_name):
        self.function_name = function_name

    @property
    def physical_resource_id(self):
        return self.function_name

    @staticmethod
    def cloudformation_name_type():
        return ""

    @staticmethod
    def cloudformation_type():
        return "AWS::Lambda::EventInvokeConfig"

    @classmethod
    def create_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
        properties = cloudformation_json["Properties"]
        limits = ("MaximumRetryAttempts", "MaximumEventAgeInSeconds")
        config = {limit: int(properties[limit]) for limit in limits if limit in properties}
        get_backend(account_id, region_name).put_function_event_invoke_config(properties["FunctionName"], config)
        return cls(properties["FunctionName"])

    @classmethod
    def update_from_cloudformation_json(cls, original_resource, new_resource_name, *args, **kwargs):
        return cls.create_from_cloudformation_json(new_resource_name, *args, **kwargs)

    @classmethod
    def delete_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name):
        """It is deleted with its function."""


# moto ignores the condition of a Deny: a bucket whose policy requires TLS would refuse every request.
FakeBucket.get_permission = lambda self, action, resource: PermissionResult.NEUTRAL

# A rule has no id of its own in moto. It gets the id of its group.
SecurityGroupIngress.physical_resource_id = property(lambda self: self.security_group.id)

# CloudFormation's Arn of a log group ends in `:*`, as the service's own does.
LogGroup.get_cfn_attribute = lambda self, attribute: f"{self.arn}:*"

# Attributes that APIs check by their form: of a guardrail and of its version.
ATTRIBUTES_OF_UNMADE = {"GuardrailId": "notmade", "Version": "1"}


class Unmade(CloudFormationModel):
    """Resource of a type that moto does not support. Nothing is made; references to it resolve to `not-made`."""

    __module__ = "moto.cloudformation.models"
    physical_resource_id = "not-made"

    def __init__(self, resource_type, account_id, region_name):
        service = resource_type.split("::")[1].lower()
        self.arn_prefix = f"arn:aws:{service}:{region_name}:{account_id}:not-made/"

    @staticmethod
    def cloudformation_name_type():
        return ""

    @staticmethod
    def cloudformation_type():
        return "Sandbox::Unmade"

    @classmethod
    def has_cfn_attr(cls, attr):
        return True

    def get_cfn_attribute(self, attribute_name):
        if attribute_name.endswith("Arn"):
            return f"{self.arn_prefix}{attribute_name}"
        return ATTRIBUTES_OF_UNMADE.get(attribute_name, "not-made")

    @classmethod
    def create_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
        return cls(cloudformation_json["Type"], account_id, region_name)

    @classmethod
    def update_from_cloudformation_json(cls, original_resource, *args, **kwargs):
        return original_resource

    def delete(self, account_id, region_name):
        """Nothing was made."""


class_of_known = parsing.resource_class_from_type
parsing.resource_class_from_type = lambda name: class_of_known(name) or (None if name in parsing.NULL_MODELS else Unmade)


resolve_update_parameters = CloudFormationBackend._resolve_update_parameters


def resolve_with_defaults(backend, instance, incoming_params):
    """Skips a parameter that keeps its previous value when that was the default, for which moto has no value."""
    known = [p for p in incoming_params if "ParameterValue" in p or p["ParameterKey"] in instance.parameters]
    return resolve_update_parameters(backend, instance, known)


CloudFormationBackend._resolve_update_parameters = resolve_with_defaults


def delete_bucket(bucket, account_id, region_name):
    s3_backends[account_id]["aws"].delete_bucket(bucket.name)


FakeBucket.delete = delete_bucket

before(Key, key_properties)
before(Subnet, subnet_properties)
before(VPCEndPoint, endpoint_properties)
# moto does not delete these with their stack.
ManagedPolicy.delete = delete_managed_policy
Role.delete = delete_role
RouteTable.delete = delete_route_table
FlowLogs.delete = delete_flow_log
VPCEndPoint.delete = delete_endpoint

# moto makes the resources of a deleted stack again when its outputs are read.
delete_resources = Stack.delete


def delete_stack(stack, *args, **kwargs):
    delete_resources(stack, *args, **kwargs)
    stack.output_map._output_json_map = {}
    stack.resource_map._resource_json_map = {}


Stack.delete = delete_stack

after(LogGroup, complete_log_group)
after(LambdaFunction, complete_function)
after(Role, complete_role)
after(SecurityGroup, complete_security_group)
after(Subnet, complete_subnet)
after(VPC, complete_vpc)
after(FakeBucket, complete_bucket)
after(StateMachine, complete_state_machine)
stack_updates.install()
stack_updates.updated_by(SecurityGroup, change_security_group)


def end_with_parent():
    """Ends this process when the sandbox, which holds our standard input, has ended."""
    sys.stdin.buffer.read()
    os._exit(0)


def one_at_a_time(application):
    """Serves one request at a time. moto makes a resource on first access, so a read during a deletion would make it again."""
    def serve(environ, start_response):
        # A page in a browser sends its origin, or a host name of its own. No client of AWS does.
        host = environ.get("HTTP_HOST", "").rsplit(":", 1)[0]
        if "HTTP_ORIGIN" in environ or not (host in ("localhost", "127.0.0.1") or host.endswith(".localhost")):
            start_response("403 Forbidden", [("content-type", "text/plain")])
            return [b"Requests of browser pages are refused."]
        with LOCK:
            return list(application(environ, start_response))

    return serve


# Uploaded code is stored, never run.
default_user_config["lambda"] = {"use_docker": False}
default_user_config["batch"] = {"use_docker": False}

if __name__ == "__main__":
    threading.Thread(target=end_with_parent, daemon=True).start()
    embedder = Embedder(best(), sys.argv[2] if len(sys.argv) > 2 else None)
    moto = DomainDispatcherApplication(create_backend_app)
    consultations = sys.argv[3] if len(sys.argv) > 3 else None
    own = [*operations(embedder), *scribe_operations(consultations), *account_operations()]
    application = serving_retention(serving(own, telling(embedder, telling_starts(moto))))
    run_simple("127.0.0.1", int(sys.argv[1]), one_at_a_time(application), threaded=True)
