namespace EdgeGuard.Module;

/// <summary>The version of EdgeGuard: the one that all its parts are released with.</summary>
public static class ModuleVersion
{
    public const string Text = "0.1.0";
}
