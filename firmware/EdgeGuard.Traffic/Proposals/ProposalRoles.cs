using EdgeGuard.Policy;

namespace EdgeGuard.Traffic;

/// <summary>The roles of a proposal, in the order in which they came.</summary>
internal sealed class ProposalRoles
{
    private readonly string[] _names = new string[GuardLimits.MaxRoles];

    internal int Count { get; private set; }

    internal string this[int index]
    {
        get { return _names[index]; }
    }

    /// <summary>The index of a role, a new one where it has none yet; -1: there are as many as a policy takes.</summary>
    internal int Find(string name)
    {
        for (int i = 0; i < Count; i++)
        {
            if (_names[i] == name) return i;
        }
        if (Count == _names.Length) return -1;
        _names[Count] = name;
        return Count++;
    }

    /// <summary>Whether a policy text can hold the name.</summary>
    internal static bool CanBeWritten(string name)
    {
        char[] letters = name.ToCharArray();
        for (int i = 0; i < letters.Length; i++)
        {
            bool isSurrogate = letters[i] >= 0xD800 && letters[i] < 0xE000;
            if (letters[i] < ' ' || letters[i] == 0x7F || isSurrogate) return false;
        }
        return letters.Length > 0;
    }
}
