"""The minimum of cdktf: an app with an empty stack and no provider."""

from cdktf import App, TerraformStack

app = App()
TerraformStack(app, "empty")
app.synth()
