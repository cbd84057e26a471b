using System.IO;
using System.Text;

namespace EdgeGuard.Board.Writing;

/// <summary>Reads KiCad's files back. Unquoted words and numbers stay as they are written.</summary>
public sealed class NodeReader
{
    private readonly string _text;
    private int _at;

    private NodeReader(string text)
    {
        _text = text;
    }

    /// <summary>The list that a text is. What is none is a mistake, named with its place in the text.</summary>
    public static Node Read(string text)
    {
        return new NodeReader(text).List();
    }

    private Node List()
    {
        Skip();
        Expect('(');
        var node = new Node(Word());
        while (true)
        {
            Skip();
            if (Now == ')') break;
            node.Add(Item());
        }
        _at++;
        return node;
    }

    private object Item()
    {
        if (Now == '(') return List();
        return Now == '"' ? Quoted() : new Node.Bare(Word());
    }

    private string Quoted()
    {
        var text = new StringBuilder();
        for (_at++; Now != '"'; _at++)
        {
            if (Now == '\\') _at++;
            text.Append(Now == 'n' && _text[_at - 1] == '\\' ? '\n' : Now);
        }
        _at++;
        return text.ToString();
    }

    private string Word()
    {
        int start = _at;
        while (Now is not ('(' or ')' or '"') && !char.IsWhiteSpace(Now)) _at++;
        return _text[start.._at];
    }

    private void Skip()
    {
        while (char.IsWhiteSpace(Now)) _at++;
    }

    private void Expect(char letter)
    {
        if (Now != letter) throw new InvalidDataException($"'{letter}' is missing at place {_at} of the text");
        _at++;
    }

    private char Now => _at < _text.Length ? _text[_at] : throw new InvalidDataException("the text ends within a list");
}
