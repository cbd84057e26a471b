namespace EdgeGuard.Host;

/// <summary>How the hosted module ends. Documented in its help; scripts rely on it.</summary>
public static class ExitCode
{
    /// <summary>Stopped as asked, or --check found nothing.</summary>
    public const int Success = 0;

    /// <summary>Arguments, settings, policy or certificates are wrong; all problems are on standard error.</summary>
    public const int BadFiles = 2;

    /// <summary>A port to listen on cannot be had.</summary>
    public const int NoPort = 3;

    /// <summary>A fault of our own.</summary>
    public const int Fault = 4;
}
