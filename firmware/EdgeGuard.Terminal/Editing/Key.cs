namespace EdgeGuard.Terminal;

/// <summary>What somebody pressed.</summary>
public enum Key : byte
{
    /// <summary>Nothing yet: the sequence goes on.</summary>
    None = 0,

    /// <summary>A character that can stand in a line: <see cref="KeyReader.Character"/>.</summary>
    Character = 1,

    Enter = 2,
    Tab = 3,
    Backspace = 4,
    Delete = 5,
    Left = 6,
    Right = 7,
    WordLeft = 8,
    WordRight = 9,
    Home = 10,
    End = 11,
    Up = 12,
    Down = 13,

    /// <summary>Removes the word before the cursor.</summary>
    KillWord = 14,

    /// <summary>Removes everything behind the cursor.</summary>
    KillToEnd = 15,

    /// <summary>Removes everything before the cursor.</summary>
    KillToStart = 16,

    /// <summary>Gives up the line, or what is going on.</summary>
    Cancel = 17,

    /// <summary>Leaves, on an empty line; otherwise the character under the cursor.</summary>
    EndOfInput = 18,

    /// <summary>Draws the line again.</summary>
    Redraw = 19,

    /// <summary>A key that means nothing here, or a control character.</summary>
    Unknown = 20,

    /// <summary>None: the terminal has said how large it is, <see cref="KeyReader.Lines"/>.</summary>
    Size = 21,
}
