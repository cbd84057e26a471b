namespace EdgeGuard.Device.Tests.Rules.Samples;

/// <summary>Nobody names it but <see cref="IBehind"/>.</summary>
internal sealed class Behind : IBehind
{
    public object Do()
    {
        return new object();
    }
}
