using EdgeGuard.Core;
using EdgeGuard.Store;
using EdgeGuard.Terminal;

namespace EdgeGuard.Shell;

/// <summary>One person at one console: from the bytes that are typed to the bytes that are shown. Waits for nothing but what a command
/// takes.</summary>
/// <remarks>One thread. Bytes and time in, bytes out: <see cref="Begin"/>, then <see cref="Input"/> and <see cref="Step"/>, then
/// <see cref="End"/>; after each, <see cref="Output"/> has what is to be sent.</remarks>
public sealed class ConsoleSession
{
    /// <param name="services">What it works on.</param>
    /// <param name="address">Which console, for events: the port's name, or where the connection came from.</param>
    /// <param name="isBatch">Whether a script is at the other end: no echo, no prompts, one <c>ok</c> or <c>error …</c> a
    /// command.</param>
    public ConsoleSession(ConsoleServices services, string address, bool isBatch)
    {
        Services = services;
        Address = address;
        Manners = new Manners(Output) { IsBatch = isBatch };
        Dialogue = new Dialogue(new CommandLine(this), Output, Manners);
        Notices = new Notices(services);
        Login = new Login(services);
    }

    /// <summary>What is to be sent.</summary>
    public ConsoleOutput Output { get; } = new ConsoleOutput();

    /// <summary>Whether the person has left, and the line can be given to the next.</summary>
    public bool HasEnded
    {
        get { return Dialogue.HasEnded; }
    }

    /// <summary>Whether a line at which nobody is logged in and nothing is typed ends: somebody else may wait for it.</summary>
    public bool EndsIdle { get; set; }

    internal ConsoleServices Services { get; }

    /// <summary>Which console, for events.</summary>
    internal string Address { get; }

    internal Manners Manners { get; }

    internal Dialogue Dialogue { get; }

    internal Login Login { get; }

    internal Notices Notices { get; }

    /// <summary>Whether a script is at the other end.</summary>
    internal bool IsBatch
    {
        get { return Manners.IsBatch; }
    }

    /// <summary>Who is logged in; null for nobody.</summary>
    internal Person? Person
    {
        get { return Login.Person; }
    }

    /// <summary>Takes how many lines the terminal has; 0 where nobody knows.</summary>
    public void Resize(int lines)
    {
        if (lines > 0) Manners.ShownLines = lines;
    }

    /// <summary>Greets. Once.</summary>
    public void Begin(long now)
    {
        Notices.Begin(now);
        if (!IsBatch) Greeting.Show(Output, Services, Address);
        Dialogue.Begin(now);
    }

    /// <summary>Takes what was typed.</summary>
    public void Input(byte[] buffer, int offset, int count, long now)
    {
        Dialogue.Input(buffer, offset, count, now);
    }

    /// <summary>Does what is due: follows, logs out who has gone, reports what has changed by itself.</summary>
    /// <returns>When to come back, monotonic milliseconds.</returns>
    public long Step(long now)
    {
        Notices.Step(now);
        long next = Dialogue.Show(now, now + 1000);
        bool isSilent = now - Dialogue.LastInput >= Services.IdleMs;
        if (isSilent && Person != null) LogOut(LogoutReason.Idle, "Nothing was typed for too long: logged out.");
        if (isSilent && Person == null && EndsIdle) Dialogue.HasEnded = true;
        Interject(Notices.EndOfTrial(IsIdle));
        if (IsIdle) Interject(Notices.News(Person!));
        Dialogue.ShowMore();
        return next;
    }

    /// <summary>The line has ended.</summary>
    public void End()
    {
        Leave(LogoutReason.LineEnded);
        Dialogue.End();
    }

    /// <summary>Says that a command did not do what was asked, and what would be right.</summary>
    internal void Fail(string message, string remedy)
    {
        Dialogue.Fail(message, remedy);
    }

    internal void Admit(Person person)
    {
        Login.Enter(person);
        string others = Notices.Others(person);
        if (others.Length > 0 && !IsBatch) Output.Line(others);
        Notices.See(person);
    }

    /// <summary>Ends the login, and says why; the line stays.</summary>
    internal void LogOut(LogoutReason reason, string said)
    {
        Leave(reason);
        Dialogue.ForgetQuestion();
        Output.ReleaseAll();
        if (!IsBatch)
        {
            Output.Line();
            Output.Line(said);
        }
        Dialogue.BeginLine();
    }

    /// <summary>Ends the login. False: nobody was logged in.</summary>
    internal bool Leave(LogoutReason reason)
    {
        bool hasLeft = Login.Leave(reason);
        if (hasLeft) Dialogue.ForgetPerson();
        return hasLeft;
    }

    private bool IsIdle
    {
        get { return Person != null && Dialogue.IsIdle; }
    }

    private void Interject(string text)
    {
        if (text.Length > 0) Dialogue.Interject(text);
    }
}
