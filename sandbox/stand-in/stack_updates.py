"""Updates and deletions of stacks as CloudFormation does them, where moto does not.

- Exports: an update publishes new ones and withdraws others. An export that another stack imports can be neither removed
  nor changed, and its stack cannot be deleted. ListImports names the importers.
- A protected stack cannot be deleted.
- A resource with the deletion policy Retain stays when its stack or its definition is deleted.
- Resources of types that moto cannot update are changed in place, or replaced where CloudFormation replaces them.
"""

import json

from moto.awslambda.models import LambdaFunction
from moto.cloudformation.exceptions import ValidationError
from moto.cloudformation.models import CloudFormationBackend, Stack
from moto.cloudformation.parsing import ResourceMap, clean_json
from moto.cloudformation.responses import CloudFormationResponse
from moto.core.responses import ActionResult
from moto.ec2.models.flow_logs import FlowLogs
from moto.ec2.models.route_tables import RouteTable
from moto.ec2.models.subnets import Subnet
from moto.ec2.models.vpcs import VPC, VPCEndPoint
from moto.iam.models import ManagedPolicy, Role, iam_backends
from moto.kms.models import Key
from moto.logs.models import LogGroup

RETAINED = ("Retain", "RetainExceptOnCreate")


def imported_names(value):
    """Yields the names that a part of a template imports. The CDK writes each as text."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "Fn::ImportValue" and isinstance(inner, str):
                yield inner
            yield from imported_names(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from imported_names(inner)


def importers(backend, name):
    return [stack.name for stack in backend.stacks.values() if name in imported_names(stack.template_dict)]


def used_exports(backend, stack, names):
    """Yields each of these exports of the stack that other stacks import, with their names."""
    for name in names:
        others = [other for other in importers(backend, name) if other != stack.name]
        if others:
            yield name, " and ".join(others)


def exports_of(stack):
    return {export.name: export for export in stack.exports}


def rolled_back(stack, status, reason):
    stack._add_stack_event(f"{status.split('_')[0]}_ROLLBACK_IN_PROGRESS", resource_status_reason=reason)
    stack._add_stack_event(status, resource_status_reason=reason)
    stack.status = status
    stack.stack_status_reason = reason


update_stack = CloudFormationBackend.update_stack


def update_with_exports(backend, name, template, role_arn, parameters, tags):
    stack = backend.get_stack(name)
    before = exports_of(stack)
    outputs = Stack.parse_template(template).get("Outputs") or {}
    after = {clean_json(o["Export"]["Name"], stack.resource_map) for o in outputs.values() if "Export" in o}
    for export, others in used_exports(backend, stack, [one for one in before if one not in after]):
        rolled_back(stack, "UPDATE_ROLLBACK_COMPLETE", f"Export {export} cannot be deleted as it is in use by {others}")
        return stack
    values = {one: export.value for one, export in before.items()}
    resources = stack.resource_map
    definitions = set(resources._resource_json_map)
    update_stack(backend, name, template, role_arn, parameters, tags)
    # moto would take a removed resource for the new one if its logical id comes back.
    for gone in definitions - set(resources._resource_json_map):
        resources._parsed_resources.pop(gone, None)
    now = exports_of(stack)
    for export in before:
        backend.exports.pop(export, None)
    backend.exports.update(now)
    changed = [one for one in now if one in values and values[one] != now[one].value]
    for export, others in used_exports(backend, stack, changed):
        # CloudFormation also takes the resources back, which moto cannot.
        rolled_back(stack, "UPDATE_ROLLBACK_FAILED", f"Cannot update export {export} as it is in use by {others}")
    return stack


delete_stack = CloudFormationBackend.delete_stack


def delete_unused(backend, name_or_id):
    stack = next((one for one in backend.stacks.values() if name_or_id in (one.stack_id, one.name)), None)
    if stack is None:
        return
    if stack.enable_termination_protection:
        raise ValidationError(stack.name, message=f"Stack [{stack.name}] cannot be deleted while TerminationProtection is enabled")
    for export, others in used_exports(backend, stack, exports_of(stack)):
        stack._add_stack_event(
            "DELETE_FAILED", resource_status_reason=f"Export {export} cannot be deleted as it is in use by {others}"
        )
        stack.status = "DELETE_FAILED"
        return
    delete_stack(backend, stack.stack_id)


def list_imports(response):
    name = response._get_param("ExportName")
    found = importers(response.cloudformation_backend, name)
    if not found:
        raise ValidationError(name, message=f"Export '{name}' is not imported by any stack.")
    return ActionResult({"Imports": found})


def update_termination_protection(response):
    stack = response.cloudformation_backend.get_stack(response._get_param("StackName"))
    stack.enable_termination_protection = response._get_bool_param("EnableTerminationProtection", False)
    return ActionResult({"StackId": stack.stack_id})


CloudFormationBackend.update_stack = update_with_exports
CloudFormationBackend.delete_stack = delete_unused
CloudFormationResponse.list_imports = list_imports
CloudFormationResponse.update_termination_protection = update_termination_protection


resource_diff = ResourceMap.build_resource_diff


def diff_without_retained(resources, *args, **kwargs):
    diff = resource_diff(resources, *args, **kwargs)
    definitions = resources._resource_json_map
    retained = [one for one in diff["Remove"] if definitions[one].get("DeletionPolicy") in RETAINED]
    for one in retained:
        resources._parsed_resources.pop(one, None)
    return {**diff, "Remove": [one for one in diff["Remove"] if one not in retained]}


delete_resources = ResourceMap.delete


def delete_without_retained(resources):
    """moto knows Retain only."""
    for one, definition in resources._resource_json_map.items():
        if definition.get("DeletionPolicy") in RETAINED:
            resources._resource_json_map[one] = {**definition, "DeletionPolicy": "Retain"}
    delete_resources(resources)


ResourceMap.build_resource_diff = diff_without_retained
ResourceMap.delete = delete_without_retained


def updated_by(model, update):
    """Updates resources of a model by `update(resource, properties, account_id, region_name)`, which may return another."""

    def changed(cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name):
        properties = cloudformation_json.get("Properties", {})
        return update(original_resource, properties, account_id, region_name) or original_resource

    model.update_from_cloudformation_json = classmethod(changed)


def replaced_if(model, differs, change=lambda *_: None):
    """Replaces a resource if `differs(resource, properties)`, and changes it in place otherwise."""

    def changed(cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name):
        properties = cloudformation_json.get("Properties", {})
        if not differs(original_resource, properties):
            change(original_resource, properties, account_id, region_name)
            return original_resource
        made = cls.create_from_cloudformation_json(new_resource_name, cloudformation_json, account_id, region_name)
        original_resource.delete(account_id, region_name)
        return made

    model.update_from_cloudformation_json = classmethod(changed)


def refused(resource, properties):
    raise ValidationError(type(resource).__name__, message=f"the stand-in cannot replace a {type(resource).__name__}")


def change_policy(policy, properties, account_id, region_name):
    backend = iam_backends[account_id]["aws"]
    for version in [one for one in policy.versions if one.version_id != policy.default_version_id]:
        backend.delete_policy_version(policy.arn, version.version_id)
    backend.create_policy_version(policy.arn, json.dumps(properties["PolicyDocument"]), True)
    wanted = set(properties.get("Roles", []))
    for role in backend.get_roles():
        attached = policy.arn in role.managed_policies
        if role.name in wanted and not attached:
            backend.attach_role_policy(policy.arn, role.name)


def change_role(role, properties, account_id, region_name):
    backend = iam_backends[account_id]["aws"]
    role.assume_role_policy_document = json.dumps(properties["AssumeRolePolicyDocument"])
    role.description = properties.get("Description", "")
    role.permissions_boundary_arn = properties.get("PermissionsBoundary")
    role.max_session_duration = int(properties.get("MaxSessionDuration", 3600))
    for arn in properties.get("ManagedPolicyArns", []):
        if arn not in role.managed_policies:
            backend.attach_role_policy(arn, role.name)


def change_key(key, properties, account_id, region_name):
    key.policy = json.dumps(properties["KeyPolicy"])
    key.description = properties.get("Description", "")


def change_log_group(group, properties, account_id, region_name):
    group.retention_in_days = properties.get("RetentionInDays")
    group.kms_key_id = properties.get("KmsKeyId")


def change_endpoint(endpoint, properties, account_id, region_name):
    endpoint.policy_document = json.dumps(properties["PolicyDocument"])


update_function = LambdaFunction.update_from_cloudformation_json.__func__


def update_function_fully(cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name):
    """moto keeps the variables of an environment that the template no longer has."""
    properties = cloudformation_json["Properties"]
    original_resource.environment_vars = properties.get("Environment", {}).get("Variables", {})
    return update_function(
        cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name
    )


def install():
    """Called when the models have their deletions."""
    LambdaFunction.update_from_cloudformation_json = classmethod(update_function_fully)
    updated_by(ManagedPolicy, change_policy)
    updated_by(Role, change_role)
    updated_by(Key, change_key)
    replaced_if(LogGroup, lambda group, properties: False, change_log_group)
    replaced_if(FlowLogs, lambda flow_log, properties: flow_log.resource_id != properties["ResourceId"])
    replaced_if(VPCEndPoint, lambda endpoint, properties: endpoint.vpc_id != properties["VpcId"], change_endpoint)
    for model, attribute, name in (
        (VPC, "cidr_block", "CidrBlock"),
        (Subnet, "cidr_block", "CidrBlock"),
        (RouteTable, "vpc_id", "VpcId"),
    ):
        # Only their tags change: another network has other logical ids.
        replaced_if(model, lambda one, properties, a=attribute, n=name: getattr(one, a) != properties[n] and refused(one, properties))

