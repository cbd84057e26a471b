namespace EdgeGuard.Core;

/// <summary>The names of all records that a module keeps, and the numbers by which events tell of them. Append only.</summary>
public static class RecordName
{
    /// <summary>Settings and policy in force after a restart.</summary>
    public const string Configuration = "configuration";

    /// <summary>That a commit waits for its confirmation: nothing but who made it.</summary>
    public const string Trial = "trial";

    /// <summary>Who may use the console.</summary>
    public const string Accounts = "accounts";

    /// <summary>Name of the event stream and the secret that keys are derived from.</summary>
    public const string Identity = "identity";

    /// <summary>Number of the last start.</summary>
    public const string Boot = "boot";

    /// <summary>The claim code, as on the label. Outlasts a factory reset.</summary>
    public const string Label = "label";

    /// <summary>Changes of several records that are being made.</summary>
    public const string Journal = "journal";

    /// <summary>The module's private key and certificate chain.</summary>
    public const string TlsIdentity = "tls.identity";

    /// <summary>A private key whose certificate is not there yet.</summary>
    public const string TlsPending = "tls.pending";

    /// <summary>The CA of the clients.</summary>
    public const string TlsCa = "tls.ca";

    /// <summary>Its revocation lists.</summary>
    public const string TlsCrl = "tls.crl";

    /// <summary>The CA of the broker.</summary>
    public const string MqttCa = "mqtt.ca";

    /// <summary>The module's private key and certificate chain for the broker.</summary>
    public const string MqttIdentity = "mqtt.identity";

    /// <summary>The password at the broker.</summary>
    public const string MqttPassword = "mqtt.password";

    /// <summary>Whether the module is isolated, and by whom.</summary>
    public const string Isolation = "isolation";

    /// <summary>Why the last run ended.</summary>
    public const string RestartCause = "last-words";

    /// <summary>The last time that the module knew.</summary>
    public const string Clock = "clock";

    /// <summary>Batches of events that nobody has acknowledged: <c>events.0</c> and so on.</summary>
    public const string Events = "events";

    /// <summary>Who asked what of whom, since when it is recorded.</summary>
    public const string Traffic = "traffic";

    /// <summary>What units say of themselves.</summary>
    public const string Units = "units";

    /// <summary>Most characters of a name.</summary>
    public const int MaxLength = 40;

    // A record's number is its place here.
    private static readonly string[] All =
    {
        "", Configuration, Trial, Accounts, Identity, Boot, Label, Journal,
        TlsIdentity, TlsPending, TlsCa, TlsCrl, MqttCa, MqttIdentity, MqttPassword, Isolation, RestartCause, Events, Clock, Traffic, Units,
    };

    /// <summary>How many numbers there are; 0 is no record.</summary>
    public static int Count
    {
        get { return All.Length; }
    }

    /// <summary>The name behind a number; <c>record N</c> for one not known here.</summary>
    public static string Of(int number)
    {
        return number > 0 && number < All.Length ? All[number] : "record " + number;
    }

    /// <summary>The number of a name; 0 for one that is not in the list.</summary>
    public static int Number(string name)
    {
        for (int i = 1; i < All.Length; i++)
        {
            if (All[i] == name) return i;
        }
        return 0;
    }

    /// <summary>Whether a text has the form of a name, of this version or another.</summary>
    public static bool IsName(string text)
    {
        if (text.Length == 0 || text.Length > MaxLength || text[0] < 'a' || text[0] > 'z') return false;
        for (int i = 1; i < text.Length; i++)
        {
            char c = text[i];
            if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-')) return false;
        }
        return true;
    }
}
