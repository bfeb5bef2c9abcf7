"""Policies of topics, which moto's SNS has and its CloudFormation does not."""

import json

from moto.core.common_models import CloudFormationModel
from moto.sns.models import sns_backends

from knowledge.stack_resources import StackResource


class TopicPolicyResource(StackResource, CloudFormationModel):
    __module__ = StackResource.__module__

    @staticmethod
    def cloudformation_type():
        return "AWS::SNS::TopicPolicy"

    @classmethod
    def request_of(cls, properties):
        return properties

    @classmethod
    def make(cls, request, resource_name, account_id, region_name):
        for arn in request["Topics"]:
            sns_backends[account_id][region_name].get_topic(arn).policy = json.dumps(request["PolicyDocument"])
        return request["Topics"][0], {}

    def change(self, request, account_id, region_name):
        self.make(request, "", account_id, region_name)

    def delete(self, account_id, region_name):
        """The policy is deleted with its topic."""
