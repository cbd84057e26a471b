using System;
using System.Collections.Generic;
using System.Linq;

namespace EdgeGuard.Board.Drawing;

/// <summary>All symbols of the project. Nothing is taken from elsewhere.</summary>
public sealed class Library
{
    private readonly SortedDictionary<string, Symbol> _symbols = new(StringComparer.Ordinal);

    /// <param name="chips">The boxes.</param>
    public Library(IEnumerable<Symbol> chips)
    {
        foreach (Symbol symbol in chips.Concat(Shapes.TwoPins).Concat(Shapes.Others).Append(Shapes.Flag)) _symbols.Add(symbol.Name, symbol);
    }

    /// <summary>In the order of their names.</summary>
    public IEnumerable<Symbol> Symbols => _symbols.Values;

    /// <summary>The symbol with a name.</summary>
    public Symbol Of(string name)
    {
        return _symbols.TryGetValue(name, out Symbol? symbol) ? symbol : throw new ArgumentException($"there is no symbol {name}");
    }

    /// <summary>The symbol of a supply or ground; made when it is first used.</summary>
    public Symbol Power(string net)
    {
        if (!_symbols.TryGetValue(net, out Symbol? symbol)) _symbols.Add(net, symbol = Shapes.Power(net));
        return symbol;
    }
}
