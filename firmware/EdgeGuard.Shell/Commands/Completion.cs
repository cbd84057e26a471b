using EdgeGuard.Guard;
using EdgeGuard.Policy;
using EdgeGuard.Settings;
using EdgeGuard.Store;

namespace EdgeGuard.Shell;

/// <summary>What could be typed next, at any point of a line, with a line of help for each.</summary>
internal sealed class Completion
{
    // One continent's zones.
    private const int Most = 160;

    private readonly ConsoleSession _session;
    private readonly string[] _words = new string[Most];
    private readonly string[] _helps = new string[Most];
    private readonly string _begun;

    /// <param name="session">Who asks: only what he may use is offered.</param>
    /// <param name="line">The line up to the cursor.</param>
    internal Completion(ConsoleSession session, string line)
    {
        _session = session;
        var words = new CommandWords(line);
        int start = line.Length > 0 ? words.OpenWordStart : 0;
        _begun = line.Substring(start);
        int before = _begun.Length > 0 ? words.Count - 1 : words.Count;
        Find(words, before);
    }

    internal int Count { get; private set; }

    /// <summary>The command that the line names; null while it names none.</summary>
    internal Command? Command { get; private set; }

    /// <summary>The setting whose value comes next; null where none does.</summary>
    internal SettingKey? Key { get; private set; }

    /// <summary>Whether words of the command's name are still to come.</summary>
    internal bool IsName { get; private set; }

    internal string WordAt(int index)
    {
        return _words[index];
    }

    internal string HelpAt(int index)
    {
        return _helps[index];
    }

    /// <summary>What can be added without any doubt; ends with a blank when the word is complete.</summary>
    internal string Certain()
    {
        if (Count == 0) return "";
        string common = _words[0];
        for (int i = 1; i < Count; i++)
        {
            int same = 0;
            while (same < common.Length && same < _words[i].Length && common[same] == _words[i][same]) same++;
            common = common.Substring(0, same);
        }
        string added = common.Substring(_begun.Length);
        return Count == 1 ? added + " " : added;
    }

    private void Find(CommandWords words, int before)
    {
        IsName = true;
        if (before == 0)
        {
            AddFirstWords();
            return;
        }
        if (before == 1) AddSecondWords(words[0]);
        Command? command = CommandTable.Find(words, before);
        if (command == null || !_session.Login.MayUse(command)) return;
        Command = command;
        IsName = Count > 0;
        AddArguments(command, words, before);
    }

    private void AddFirstWords()
    {
        for (int i = 0; i < CommandTable.Count; i++)
        {
            Command command = CommandTable.At(i);
            string help = command.Second.Length > 0 ? CommandTable.GroupHelp(command.First) : command.Help;
            if (_session.Login.MayUse(command)) Add(command.First, help);
        }
    }

    private void AddSecondWords(string first)
    {
        for (int i = 0; i < CommandTable.Count; i++)
        {
            Command command = CommandTable.At(i);
            if (command.First == first && command.Second.Length > 0 && _session.Login.MayUse(command)) Add(command.Second, command.Help);
        }
    }

    private void AddArguments(Command command, CommandWords words, int before)
    {
        int place = before - command.NameWords;
        if (place < 0) return;
        if (command.Words.Length == 0)
        {
            AddChoices(command);
            return;
        }
        int last = command.Words.Length - 1;
        switch (command.Words[place < last ? place : last])
        {
            case WordKind.Key:
                AddKeys();
                break;
            case WordKind.Value:
                AddValues(words[before - 1]);
                break;
            case WordKind.Session:
                AddSessions();
                break;
            case WordKind.Account:
                Account[] accounts = _session.Services.Accounts.List();
                for (int i = 0; i < accounts.Length; i++) Add(accounts[i].Name, Core.AccountLevelText.Of(accounts[i].Level));
                break;
            case WordKind.Choice:
                AddChoices(command);
                break;
            case WordKind.Role:
                AddChoices(command);
                AddRoles();
                break;
            case WordKind.PolicyLine:
                if (place == last) AddPolicyLine(words[before - 1]);
                break;
            case WordKind.Command:
                AddFirstWords();
                break;
            default:
                break;
        }
    }

    private void AddChoices(Command command)
    {
        var choices = new CommandWords(command.Choices);
        for (int i = 0; i < choices.Count; i++) Add(choices[i], "");
    }

    private void AddRoles()
    {
        PolicyRole[] roles = PolicyReader.Read(_session.Services.Configurations.CandidatePolicy).Document.Roles;
        for (int i = 0; i < roles.Length; i++)
        {
            string name = roles[i].Name;
            Add(name.IndexOf(' ') < 0 ? name : "\"" + name + "\"", "a role of the candidate's policy");
        }
    }

    private void AddPolicyLine(string number)
    {
        string[] lines = TextLines.Of(_session.Services.Configurations.CandidatePolicy);
        if (CommandWords.TryNumber(number, lines.Length, out int line) && line > 0) Add(lines[line - 1].Trim(), "as it is");
    }

    private void AddKeys()
    {
        for (int i = 0; i < SettingKeys.Count; i++)
        {
            SettingKey key = SettingKeys.At(i);
            // Files have no place in a store: what they would hold is installed as records.
            if (key.Kind != SettingKind.File) Add(key.Name, key.Help);
        }
    }

    private void AddValues(string name)
    {
        int index = SettingKeys.IndexOf(name);
        if (index < 0) return;
        SettingKey key = SettingKeys.At(index);
        Key = key;
        for (int i = 0; i < key.Choices.Length; i++) Add(key.Choices[i], "");
        if (key.Kind == SettingKind.Zone && _begun.Length > 0) AddZones();
        if (key.Choices.Length == 0 && key.Default.Length > 0) Add(key.Default, "the default");
    }

    private void AddZones()
    {
        string[] zones = SiteZone.Names(_begun);
        for (int i = 0; i < zones.Length; i++) Add(zones[i], "");
    }

    private void AddSessions()
    {
        SessionInfo[] sessions = _session.Services.Platform.Sessions();
        for (int i = 0; i < sessions.Length; i++) Add(sessions[i].Id.ToString(), Core.PeerText.Text(sessions[i].Peer));
    }

    private void Add(string word, string help)
    {
        bool fits = word.Length >= _begun.Length && word.Substring(0, _begun.Length) == _begun;
        if (!fits || Count == Most) return;
        for (int i = 0; i < Count; i++)
        {
            if (_words[i] == word) return;
        }
        _words[Count] = word;
        _helps[Count++] = help;
    }
}
