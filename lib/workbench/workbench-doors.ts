/** Where requests of a workbench come through. */
export interface WorkbenchDoors {
  /** VPC with the endpoints of the deployment. */
  readonly vpcId: string;
  /** Endpoints that exist elsewhere, such as in a hub: `vpce-…`. */
  readonly endpointIds: readonly string[];
}

/** Returns the condition that is true for a request that comes neither from the VPC nor through one of the endpoints. */
export const onlyThrough = ({ vpcId, endpointIds }: WorkbenchDoors) => ({
  StringNotEquals: {
    'aws:SourceVpc': vpcId,
    ...(endpointIds.length > 0 && { 'aws:SourceVpce': [...endpointIds] }),
  },
});
