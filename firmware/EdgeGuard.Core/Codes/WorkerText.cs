namespace EdgeGuard.Core;

/// <summary>Workers in words.</summary>
public static class WorkerText
{
    /// <summary>With the number, where there are several of the kind.</summary>
    public static string Of(Worker worker, int number)
    {
        switch (worker)
        {
            case Worker.Listener: return "listener " + number;
            case Worker.Session: return "session " + number;
            case Worker.Recheck: return "recheck of certificates";
            case Worker.Reporter: return "reporter";
            case Worker.Uplink: return "way to the broker";
            case Worker.Console: return "console";
            case Worker.Panel: return "panel";
            case Worker.Clock: return "clock";
            case Worker.Handshakes: return "handshakes";
            case Worker.Main: return "main program";
            case Worker.Loop: return "loop " + number;
            default: return "worker " + (int)worker;
        }
    }
}
