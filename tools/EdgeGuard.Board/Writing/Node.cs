using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace EdgeGuard.Board.Writing;

/// <summary>A list of KiCad's files: a word, then values and lists.</summary>
public sealed class Node
{
    private readonly List<object> _items = [];

    /// <param name="word">What it is.</param>
    /// <param name="items">Text is quoted, a <see cref="Bare"/> is not, numbers have at most four decimals.</param>
    public Node(string word, params object[] items)
    {
        Word = word;
        _items.AddRange(items);
    }

    /// <summary>What it is.</summary>
    public string Word { get; }

    /// <summary>What follows the word.</summary>
    public IReadOnlyList<object> Items => _items;

    /// <summary>The lists in it, of a word.</summary>
    public IEnumerable<Node> All(string word)
    {
        return _items.OfType<Node>().Where(node => node.Word == word);
    }

    /// <summary>The first list in it of a word; null where there is none.</summary>
    public Node? Find(string word)
    {
        return All(word).FirstOrDefault();
    }

    /// <summary>A value as text, quoted or not.</summary>
    public string Text(int index = 0)
    {
        return _items[index] is Bare bare ? bare.Text : (string)_items[index];
    }

    /// <summary>A value as a number.</summary>
    public double Number(int index = 0)
    {
        return double.Parse(Text(index), CultureInfo.InvariantCulture);
    }

    /// <summary>An unquoted word.</summary>
    public readonly record struct Bare(string Text);

    /// <summary>yes or no.</summary>
    public static Bare Yes { get; } = new("yes");

    /// <summary>yes or no.</summary>
    public static Bare No { get; } = new("no");

    /// <summary>Adds at the end.</summary>
    public Node Add(params IEnumerable<object> items)
    {
        _items.AddRange(items);
        return this;
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder();
        Write(text, 0);
        return text.Append('\n').ToString();
    }

    private void Write(StringBuilder text, int depth)
    {
        text.Append('(').Append(Word);
        foreach (object item in _items)
        {
            if (item is Node node) node.Write(text.Append('\n').Append('\t', depth + 1), depth + 1);
            else text.Append(' ').Append(Of(item));
        }
        if (_items.OfType<Node>().Any()) text.Append('\n').Append('\t', depth);
        text.Append(')');
    }

    private static string Of(object item)
    {
        return item switch
        {
            Bare bare => bare.Text,
            double number => number.ToString("0.####", CultureInfo.InvariantCulture),
            int number => number.ToString(CultureInfo.InvariantCulture),
            _ => "\"" + ((string)item).Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n") + "\"",
        };
    }
}
