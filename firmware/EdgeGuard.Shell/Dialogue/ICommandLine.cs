namespace EdgeGuard.Shell;

/// <summary>What a dialogue leads to: commands, their completion, and the prompt that asks for them.</summary>
internal interface ICommandLine
{
    /// <summary>What stands before a command that is being typed.</summary>
    string Prompt { get; }

    /// <summary>Does what a line says. Ends with <see cref="Dialogue.EndCommand"/>, or with a new line.</summary>
    void Run(string line);

    /// <summary>A command, or its last answer, has ended.</summary>
    void Ended();

    /// <summary>Somebody leaves by a key.</summary>
    void LeaveByKey();

    /// <summary>What could follow a line that has been begun.</summary>
    Completion Complete(string line);

    /// <summary>Shows what could follow it.</summary>
    void ShowHelp(string line);
}
