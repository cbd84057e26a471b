namespace EdgeGuard.Device.Tests.Rules.Samples;

/// <summary>An interface whose implementation makes an object.</summary>
internal interface IBehind
{
    object Do();
}
