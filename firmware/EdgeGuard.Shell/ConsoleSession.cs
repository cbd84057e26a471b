using EdgeGuard.Core;
using EdgeGuard.Guard;
using EdgeGuard.Policy;
using EdgeGuard.Settings;
using EdgeGuard.Store;

namespace EdgeGuard.Shell;

/// <summary>One person at one console: from the bytes that are typed to the bytes that are shown. Waits for nothing but what a command
/// takes.</summary>
/// <remarks>One thread. Bytes and time in, bytes out: <see cref="Begin"/>, then <see cref="Input"/> and <see cref="Step"/>, then
/// <see cref="End"/>; after each, <see cref="Output"/> has what is to be sent.</remarks>
public sealed partial class ConsoleSession
{
    // Escape alone, or a sequence that broke off, is over then.
    private const int SequenceMs = 500;
    // What is handed over at once when more waits; so often in a row is some KB, less than a UART's buffer has to hold.
    internal const int FullInput = 512;
    private const int FullInputsEchoed = 4;

    private const int DefaultPageLines = 24;

    // The cursor as far down as it goes, asked where it is, and back (ECMA-48, 8.3.21 and 8.3.35; DECSC, DECRC).
    private const string AskSize = "\u001b7\u001b[999;999H\u001b[6n\u001b8";

    private readonly KeyReader _keys = new KeyReader();
    private readonly History _history = new History();
    private readonly LineEditor _editor;
    private readonly OtherSessions _others = new OtherSessions();
    private readonly string _address;
    private long _lastInput;
    private bool _isMoreShown;
    private bool _isBatch;
    private bool _isVt100;
    private int _chosenLines = -1;
    private int _shownLines;
    private string _failure = "";
    private string _remedy = "";
    private LiveView? _follower;
    private LiveViewEnd? _followEnd;
    private bool _sawTrial;
    private int _fullInputs;
    private uint _counted;
    private long _countedAt;

    /// <param name="services">What it works on.</param>
    /// <param name="address">Which console, for events: the port's name, or where the connection came from.</param>
    /// <param name="isBatch">Whether a script is at the other end: no echo, no prompts, one <c>ok</c> or <c>error …</c> a command.</param>
    public ConsoleSession(ConsoleServices services, string address, bool isBatch)
    {
        Services = services;
        _address = address;
        IsBatch = isBatch;
        _editor = new LineEditor(Output);
    }

    /// <summary>What is to be sent.</summary>
    public ConsoleOutput Output { get; } = new ConsoleOutput();

    /// <summary>Whether the person has left, and the line can be given to the next.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Whether a line at which nobody is logged in and nothing is typed ends: somebody else may wait for it.</summary>
    public bool EndsIdle { get; set; }

    internal ConsoleServices Services { get; }

    /// <summary>Whether a script is at the other end.</summary>
    internal bool IsBatch
    {
        get
        {
            return _isBatch;
        }

        set
        {
            _isBatch = value;
            SetManners();
        }
    }

    /// <summary>Whether a terminal at the other end understands VT100. A script never does.</summary>
    internal bool IsVt100
    {
        get
        {
            return _isVt100;
        }

        set
        {
            _isVt100 = value;
            SetManners();
            if (Output.IsVt100) Output.Raw(AskSize);
        }
    }

    /// <summary>Lines a page; 0: never stops. What a person has chosen, or else what the terminal has.</summary>
    internal int PageLines
    {
        get { return _chosenLines >= 0 ? _chosenLines : _shownLines > 0 ? _shownLines : DefaultPageLines; }
        set { _chosenLines = value; }
    }

    /// <summary>Takes how many lines the terminal has; 0 where nobody knows.</summary>
    public void Resize(int lines)
    {
        if (lines > 0) _shownLines = lines;
    }

    /// <summary>Who is logged in; null for nobody.</summary>
    internal Person? Person { get; private set; }

    /// <summary>Whether what is in force lets through what no line allows.</summary>
    internal bool IsObserving
    {
        get
        {
            CheckedConfiguration? inForce = Services.Configurations.InForce;
            return inForce != null && inForce.Settings.Text(SettingKeys.Mode) == ModeCommand.Observe;
        }
    }

    /// <summary>The candidate's policy as the person knew it when this command was typed.</summary>
    internal string SeenPolicy { get; private set; } = "";

    /// <summary>Requests a second, of the last second or so.</summary>
    internal int RequestsPerSecond { get; private set; }

    /// <summary>Which console, for events.</summary>
    internal string Address
    {
        get { return _address; }
    }

    /// <summary>Greets. Once.</summary>
    public void Begin(long now)
    {
        _lastInput = now;
        _countedAt = now;
        _counted = Services.Counters.Read(Counter.Requests);
        _sawTrial = Services.Configurations.TrialMs > 0;
        if (!IsBatch) HelloReceived();
        BeginLine();
    }

    /// <summary>Takes what was typed.</summary>
    public void Input(byte[] buffer, int offset, int count, long now)
    {
        if (_keys.IsInside && now - _lastInput > SequenceMs) _keys.Reset();
        _lastInput = now;
        // Further and further behind: the echo is what is left out, never the input.
        _fullInputs = count >= FullInput ? _fullInputs + 1 : 0;
        _editor.IsMuted = _isText && _fullInputs > FullInputsEchoed;
        for (int i = 0; i < count && !HasEnded; i++)
        {
            // Whoever has typed on already does not wait for pages, and a paste must not be taken for answers to them.
            bool isLast = i == count - 1;
            Output.PageLines = isLast && !IsBatch ? PageLines : 0;
            Key key = _keys.Take(buffer[offset + i]);
            if (key != Key.None) Take(key);
        }
        ShowMore();
    }

    /// <summary>Does what is due: follows, logs out who has gone, tells of what has changed by itself.</summary>
    /// <returns>When to come back, monotonic milliseconds.</returns>
    public long Step(long now)
    {
        long next = now + 1000;
        CountRequests(now);
        if (_follower != null) next = _follower(now);
        if (Person != null && now - _lastInput >= Services.IdleMs) LogOut(LogoutReason.Idle, "Nothing was typed for too long: logged out.");
        if (Person == null && EndsIdle && now - _lastInput >= Services.IdleMs) HasEnded = true;
        TellEndOfTrial();
        TellNews();
        ShowMore();
        return next;
    }

    /// <summary>The line has ended.</summary>
    public void End()
    {
        if (Person != null) Leave(LogoutReason.LineEnded);
        _editor.Clear();
        HasEnded = true;
    }

    /// <summary>Whether a command is for who is here.</summary>
    internal bool MayUse(Command command)
    {
        return command.Level == AccountLevel.None || (Person != null && Person.Level >= command.Level);
    }

    /// <summary>Says that a command did not do what was asked, and what would be right.</summary>
    internal void Fail(string message, string remedy)
    {
        _failure = message;
        _remedy = remedy;
    }

    /// <summary>Whether <see cref="Fail"/> was called and nothing said yet.</summary>
    internal bool HasFailed
    {
        get { return _failure.Length > 0; }
    }

    /// <summary>Says at once what failed, where a guide goes on.</summary>
    internal void SayFailure()
    {
        if (_failure.Length == 0) return;
        Output.Line("error: " + _failure);
        if (_remedy.Length > 0) Output.Line("    " + _remedy);
        _failure = "";
        _remedy = "";
    }

    /// <summary>Says all problems, each with its place and remedy.</summary>
    internal void Tell(string what, ProblemList problems)
    {
        for (int i = 0; i < problems.Count; i++) Tell(what, problems[i]);
    }

    /// <summary>Says one problem, with its place and remedy.</summary>
    internal void Tell(string what, Problem problem)
    {
        string column = problem.Column > 0 ? ", column " + problem.Column.ToString() : "";
        string place = problem.Line == 0 ? what : what + " line " + problem.Line.ToString() + column;
        Output.Line(place + ": " + (problem.IsWarning ? "warning: " : "error: ") + problem.Message);
        if (problem.Remedy.Length > 0) Output.Line("    " + problem.Remedy);
    }

    internal void LogIn(Person person)
    {
        Person = person;
        Services.ConsolePresence.Add(person);
        string others = Services.ConsolePresence.OtherSessions(person);
        if (others.Length > 0 && !IsBatch) Output.Line(OtherSessions.Text(others));
        _others.See(Services, person);
    }

    /// <summary>Ends the login, and says why; the line stays.</summary>
    internal void LogOut(LogoutReason reason, string said)
    {
        Leave(reason);
        ForgetQuestion();
        Output.ReleaseAll();
        if (!IsBatch)
        {
            Output.Line();
            Output.Line(said);
        }
        BeginLine();
    }

    /// <summary>The person leaves: the line goes to the next.</summary>
    internal void Leave()
    {
        if (Person == null)
        {
            HasEnded = true;
            return;
        }
        bool hasChanges = Services.Configurations.HasChanges;
        Leave(LogoutReason.ByPerson);
        if (hasChanges && !IsBatch) Output.Line("The candidate has changes that are not committed. They are kept until a restart.");
    }

    /// <summary>Shows something over and over, until a key is pressed or <see cref="StopFollowing"/> is called.</summary>
    /// <param name="follower">Shows what is new.</param>
    /// <param name="ended">Called once when it is over, however that came; null for nothing to do.</param>
    internal void Follow(LiveView follower, LiveViewEnd? ended)
    {
        if (!IsBatch) Output.Line("(any key ends it)");
        // Nobody is asked to turn pages meanwhile: the key would end it.
        Output.ReleaseAll();
        _follower = follower;
        _followEnd = ended;
    }

    private void Leave(LogoutReason reason)
    {
        if (Person == null) return;
        Services.Accounts.Logout(Person, reason);
        Services.ConsolePresence.Remove(Person);
        Person = null;
        ForgetFollower();
        _history.Clear();
    }

    private void SetManners()
    {
        Output.Folds = !_isBatch;
        Output.IsVt100 = _isVt100 && !_isBatch;
    }

    private void TellUnclaimed()
    {
        if (Services.Configurations.InForce != null) Output.Line("Nobody has an account here. What was configured before is in force.");
        else if (!Services.Configurations.HasStarted) Output.Line("Nobody has an account here. The module is starting.");
        else if (Services.Configurations.Stored.Settings.Length > 0) Output.Line(
            "Nobody has an account here, what is stored cannot be put in force, and every request is refused.");
        else Output.Line("This module is new: nothing is configured, and every request is refused.");
        Output.Line("Type 'setup', and have the claim code at hand: it is " + Services.Platform.ClaimCodePlace + ".");
    }

    private void CountRequests(long now)
    {
        if (now - _countedAt < 1000) return;
        uint requests = Services.Counters.Read(Counter.Requests);
        RequestsPerSecond = (int)(unchecked(requests - _counted) * 1000L / (now - _countedAt));
        _counted = requests;
        _countedAt = now;
    }

    private void HelloReceived()
    {
        Output.Line();
        Output.Line("EdgeGuard " + Services.Platform.Software + "   console " + _address);
        Output.Line("For authorised persons only. Everything that is done here is recorded,");
        Output.Line("with the name of who does it.");
        Output.Line("The module's time: " + ClockText.Of(Services.Clock));
        if (!Services.Accounts.IsClaimed) TellUnclaimed();
        else Output.Line("Type 'login NAME', or '?' for help.");
    }

    // A trial that ran out, or that somebody ended elsewhere.
    private void TellEndOfTrial()
    {
        bool isTrial = Services.Configurations.TrialMs > 0;
        if (_sawTrial && !isTrial && IsIdle)
        {
            Say(Services.Configurations.HasChanges
                ? "The trial has ended without 'confirm': what was in force before is again."
                : "The trial has ended: the configuration was confirmed.");
        }
        _sawTrial = isTrial;
    }

    // What others do at other consoles, so that nobody commits it unawares.
    private void TellNews()
    {
        if (!IsIdle) return;
        string news = _others.News(Services, Person!);
        if (news.Length > 0) Say(news);
    }

    // Whether a line can be shown in between: somebody is logged in, and nothing goes on but his typing.
    private bool IsIdle
    {
        get { return Person != null && !IsBatch && _asked == null && _follower == null && !Output.IsHeld; }
    }

    private void Say(string text)
    {
        Output.Raw("\r\n");
        Output.Line(text);
        _editor.Redraw(Prompt());
    }

    private void ShowMore()
    {
        if (!Output.IsHeld || _isMoreShown) return;
        Output.Notice(More);
        _isMoreShown = true;
    }

    private string Prompt()
    {
        if (IsBatch) return "";
        if (Person == null) return "edgeguard> ";
        string state = (Services.Isolation.Mark.IsOn ? ", ISOLATED" : "") + (IsObserving ? ", OBSERVE" : "");
        if (Services.Configurations.TrialMs > 0) state += ", " + Trial();
        else if (Services.Configurations.HasChanges) state += ", changed";
        return Person.Name + (state.Length > 0 ? " [" + state.Substring(2) + "]" : "") + "> ";
    }

    private string Trial()
    {
        LiveDifference? difference = Services.Configurations.Difference;
        int requests = difference == null ? 0 : difference.Requests;
        return "trial, " + (Services.Configurations.TrialMs + 999) / 1000 + " s left"
            + (requests > 0 ? ", " + requests + " refused that were allowed" : "");
    }
}
