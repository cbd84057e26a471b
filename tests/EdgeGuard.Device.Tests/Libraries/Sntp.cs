namespace nanoFramework.Networking;

/// <summary>The library's SNTP client: it only remembers what it was told.</summary>
public static class Sntp
{
    public static bool IsStarted { get; private set; }

    public static string Server1 { get; set; } = "0.pool.ntp.org";

    public static string Server2 { get; set; } = "1.pool.ntp.org";

    public static void Stop()
    {
        IsStarted = false;
    }

    public static void Start()
    {
        IsStarted = true;
    }
}
