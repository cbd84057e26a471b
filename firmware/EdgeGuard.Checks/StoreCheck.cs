using EdgeGuard.Core;
using EdgeGuard.Policy;
using EdgeGuard.Store;

namespace EdgeGuard.Checks;

/// <summary>Whether what is stored can be read, both copies of it, and is what runs.</summary>
internal static class StoreCheck
{
    internal static void Records(RecordStore records, CheckList into)
    {
        int whole = 0;
        string damaged = "";
        string lost = "";
        for (int i = 1; i < RecordName.Count; i++)
        {
            string name = RecordName.Of(i);
            records.Read(name, out RecordHealth health);
            if (health == RecordHealth.Whole) whole++;
            if (health == RecordHealth.OneCopy) damaged += " " + name;
            if (health == RecordHealth.Lost) lost += " " + name;
        }
        if (lost.Length > 0)
        {
            into.Fail("store", "cannot be read any more:" + lost,
                "bring it back from a backup ('restore'), and exchange the medium");
        }
        else if (damaged.Length > 0)
        {
            into.Fail("store", "one of two copies is damaged:" + damaged,
                "the other one is used; write it again, make a backup, and exchange the medium if it recurs");
        }
        else
        {
            into.Ok("store", whole + " records, both copies of each");
        }
    }

    internal static void Configuration(RecordStore records, Configurations configurations, CheckList into)
    {
        StoredConfiguration stored = StoredConfiguration.Load(records);
        CheckedConfiguration? inForce = configurations.InForce;
        long left = configurations.TrialMs;
        if (inForce == null && stored.Generation == 0)
        {
            into.Ok("configuration", "none: every request is refused");
        }
        else if (inForce == null)
        {
            into.Fail("configuration", "number " + stored.Generation
                + " is stored and cannot be in force: every request is refused", "'check' lists why");
        }
        else if (left > 0)
        {
            into.Ok("configuration", "on trial for " + (left + 999) / 1000 + " s more; a restart brings number "
                + stored.Generation);
        }
        else
        {
            string running = Hash(inForce.Texts);
            string kept = Hash(stored);
            into.Add("configuration", running == kept ? "" : "what runs (" + running + ") is not what is stored (" + kept + ")",
                "'reboot' brings what is stored; 'diff' and 'commit' what you want", "number " + stored.Generation + ", as stored, "
                + running);
        }
    }

    // The first half says enough for people to compare.
    private static string Hash(StoredConfiguration texts)
    {
        var sha = new Sha256();
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(texts.Generation + "\n" + texts.Settings + "\n" + texts.Policy);
        sha.Append(bytes, 0, bytes.Length);
        return EventText.Hex(sha.Finish()).Substring(0, 16);
    }
}
