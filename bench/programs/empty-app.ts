import { App, Stack } from 'aws-cdk-lib/core';

// The floor of `app-start`: what Node and the CDK's core take before there is anything to make.
const app = new App();
new Stack(app, 'Empty');
app.synth();
