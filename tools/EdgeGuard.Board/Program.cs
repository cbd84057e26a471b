using System;
using System.Collections.Generic;
using System.IO;
using EdgeGuard.Board.Bill;
using EdgeGuard.Board.Drawing;
using EdgeGuard.Board.Jig;
using EdgeGuard.Board.Layout;
using EdgeGuard.Board.Parts;
using EdgeGuard.Board.Routing;
using EdgeGuard.Board.Sheets;
using EdgeGuard.Board.Wiring;
using EdgeGuard.Board.Writing;

namespace EdgeGuard.Board;

/// <summary>Draws the schematic from the sheets here and hardware/board/parts.csv, and what install guides show.</summary>
internal static class Program
{
    private const string Usage = """
        usage: EdgeGuard.Board draw PARTS.csv FOLDER          writes the KiCad project into FOLDER; footprints.csv is beside PARTS.csv
               EdgeGuard.Board footprints KICAD FOLDER        fills FOLDER/lib/edgeguard.pretty from KiCad's libraries below KICAD
               EdgeGuard.Board wire FOLDER                    writes the install guides' drawings into FOLDER
               EdgeGuard.Board route GEOMETRY.json FOLDER [NET ...]
                                                              routes what Kicad/layout.py wrote down into FOLDER/routes.csv: minutes;
                                                              with nets these alone, round what the others have there: seconds
               EdgeGuard.Board cost HARDWARE                  sums HARDWARE/cost.csv: what a module costs when a hundred are made
               EdgeGuard.Board jig HARDWARE                   prints what a test jig measures at which needle, as CSV
               EdgeGuard.Board page BOARD.kicad_pcb FILE      writes the bill as a page with both faces
        """;

    private static int Main(string[] arguments)
    {
        try
        {
            return Run(arguments);
        }
        catch (Exception mistake) when (mistake is ArgumentException or InvalidDataException or IOException)
        {
            Console.Error.WriteLine(mistake.Message);
            return 1;
        }
    }

    private static int Run(string[] arguments)
    {
        switch (arguments)
        {
            case ["draw", string table, string folder]:
                return Draw(table, folder);
            case ["footprints", string kicad, string folder]:
                Project.Write(FootprintCollector.Files(FootprintList.Read(Path.Combine(folder, FootprintList.File)), kicad), folder);
                return 0;
            case ["wire", string folder]:
                Drawings.Write(folder);
                return 0;
            case ["route", string geometry, string folder, .. string[] nets]:
                return Route(geometry, folder, nets);
            case ["cost", string folder]:
                PartList parts = PartList.Read(Path.Combine(folder, "board", "parts.csv"));
                CostList.Print(CostList.Read(Path.Combine(folder, "cost.csv")), parts, Console.Out);
                return 0;
            case ["jig", string folder]:
                string limits = Path.Combine(folder, "test", "limits.csv");
                IReadOnlyDictionary<string, string> points = JigSequence.Points(Path.Combine(folder, "board", "needles.csv"));
                Console.WriteLine(string.Join('\n', [JigSequence.Head, .. JigSequence.Lines(JigSequence.Limits(limits), points)]));
                return 0;
            case ["page", string board, string file]:
                File.WriteAllText(file, BoardPage.Of(NodeReader.Read(File.ReadAllText(board))));
                return 0;
            default:
                Console.Error.WriteLine(Usage);
                return 2;
        }
    }

    private static int Route(string geometry, string folder, string[] nets)
    {
        string file = Path.Combine(folder, "routes.csv");
        IReadOnlyList<string> kept = nets.Length == 0 ? [] : Routes.Others(File.ReadAllLines(file), nets);
        Geometry board = Geometry.Read(geometry);
        var router = new Router(board with { Tracks = [.. board.Tracks, .. Routes.Tracks(kept)] }, BoardTables.Read(folder), nets);
        router.Run(Console.Out);
        File.WriteAllLines(file, [RouteWriter.Head, .. Routes.Merge(kept, router.Result())]);
        foreach ((string net, int count) in router.Missing) Console.WriteLine($"{net}: {count} connections are left open");
        return router.Missing.Count == 0 ? 0 : 1;
    }

    private static int Draw(string parts, string folder)
    {
        IReadOnlyList<Sheet> sheets = Schematic.Draw(PartList.Read(parts), out Library library);
        string tables = Path.GetDirectoryName(parts) ?? "";
        FootprintList footprints = FootprintList.Read(Path.Combine(tables, FootprintList.File));
        Project.Write(Project.Files(sheets, library, footprints, DomainList.Read(tables)), folder);
        int troubles = 0;
        foreach (Sheet sheet in sheets)
        {
            foreach (string trouble in Legibility.Troubles(sheet))
            {
                Console.Error.WriteLine(trouble);
                troubles++;
            }
        }
        return troubles == 0 ? 0 : 1;
    }
}
