using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeGuard.Board.Drawing;
using EdgeGuard.Board.Layout;

namespace EdgeGuard.Board.Writing;

/// <summary>All files of the project, by name.</summary>
public static class Project
{
    /// <summary>The project's, and its library's.</summary>
    public const string Name = "edgeguard";

    internal const string LibraryPrefix = Name + ":";

    private const string Library = "lib/" + Name + ".kicad_sym";

    /// <summary>Every file, relative to the project's folder, with what is in it.</summary>
    public static IReadOnlyDictionary<string, string> Files(
        IReadOnlyList<Sheet> sheets, Library library, FootprintList footprints, DomainList domains)
    {
        var files = new SortedDictionary<string, string>(System.StringComparer.Ordinal)
        {
            [Name + ".kicad_pro"] = ProjectSettings.Write(Name, domains),
            [Name + ".kicad_sch"] = RootWriter.Write(sheets).ToString(),
            ["sym-lib-table"] = new Node("sym_lib_table", new Node("version", 7), Row(Library)).ToString(),
            ["fp-lib-table"] = new Node("fp_lib_table", new Node("version", 7), Row(FootprintCollector.Folder)).ToString(),
            [Library] = new Node("kicad_symbol_lib", new Node("version", 20241209), new Node("generator", "EdgeGuard.Board"),
                new Node("generator_version", "9.0"))
                .Add(library.Symbols.Select(symbol => SymbolWriter.Write(symbol, ""))).ToString(),
        };
        foreach (Sheet sheet in sheets)
        {
            files.Add(RootWriter.FileOf(sheet), new SheetWriter(sheet, RootWriter.PathOf(sheet), footprints).Write().ToString());
        }
        return files;
    }

    /// <summary>Writes them below a folder.</summary>
    public static void Write(IReadOnlyDictionary<string, string> files, string folder)
    {
        foreach ((string name, string text) in files)
        {
            string path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }
    }

    private static Node Row(string library)
    {
        return new Node(
            "lib", new Node("name", Name), new Node("type", "KiCad"), new Node("uri", "${KIPRJMOD}/" + library), new Node("options", ""),
                new Node("descr", ""));
    }
}
