using EdgeGuard.Store;

namespace EdgeGuard.Shell;

/// <summary>Who is logged in now, so that two people at two consoles know of each other. Any thread.</summary>
internal sealed class ConsolePresence
{
    private const int Most = 16;

    private readonly object _lock = new object();
    private readonly Person?[] _people = new Person?[Most];

    internal void Add(Person person)
    {
        lock (_lock)
        {
            for (int i = 0; i < Most; i++)
            {
                if (_people[i] != null) continue;
                _people[i] = person;
                return;
            }
        }
    }

    internal void Remove(Person person)
    {
        lock (_lock)
        {
            for (int i = 0; i < Most; i++)
            {
                if (_people[i] == person) _people[i] = null;
            }
        }
    }

    /// <summary>The others, as <c>ben (technician, 127.0.0.1)</c>, with commas between; empty for none.</summary>
    internal string OtherSessions(Person person)
    {
        string others = "";
        lock (_lock)
        {
            for (int i = 0; i < Most; i++)
            {
                Person? other = _people[i];
                if (other == null || other == person) continue;
                others += (others.Length > 0 ? ", " : "") + Core.PeerText.Text(other.Peer);
            }
        }
        return others;
    }
}
