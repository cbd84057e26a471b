namespace EdgeGuard.Device;

/// <summary>The version of EdgeGuard: the one that all its parts are released with.</summary>
internal static class DeviceVersion
{
    internal const string Text = "0.1.0";
}
