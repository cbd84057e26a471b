using System;
using System.IO;
using System.Text.Json;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.Peers.Tests;

/// <summary>What the page for SCADA says, done as it says; its file for stunnel is what <see cref="Plant.Open"/> runs.</summary>
[TestClass]
public sealed class ScadaPageRecipeTests
{
    [TestMethod]
    public void Events_are_brought_back_to_a_broker_with_users_as_lines_of_json()
    {
        string publisher = PeerProgram.Find("mosquitto_pub", "mosquitto-clients");
        using var plant = new Plant();
        using var broker = new Mosquitto(null, "ops:secret");
        string folder = plant.Site.Folder;
        string password = Secret(folder, "ops.password", "secret\n");
        string defaults = ScadaPage.Shown("mosquitto_pub")
            .Replace("broker.plant", $"127.0.0.1\n-p {broker.Port}", StringComparison.Ordinal)
            .Replace("the-password", "secret", StringComparison.Ordinal);
        Secret(folder, "mosquitto_pub", defaults);
        plant.Site.StartPlc();
        plant.Site.StartModule($"mqtt.broker 127.0.0.1:{broker.Port}", "mqtt.tls off", "mqtt.user ops", "mqtt.password-file " + password);

        string recipe = ScadaPage.Command("--json | mosquitto_pub")
            .Replace("edgeguard ", Path.Combine(AppContext.BaseDirectory, "edgeguard") + " ", StringComparison.Ordinal)
            .Replace("broker.plant", "127.0.0.1:" + broker.Port, StringComparison.Ordinal)
            .Replace("ops.password", password, StringComparison.Ordinal)
            .Replace("mosquitto_pub", publisher, StringComparison.Ordinal);
        // Line by line: it says when it has subscribed, and keeps that to itself where nobody looks.
        using Executable reader = Executable.Peer("stdbuf", "coreutils", "-oL", PeerProgram.Find("mosquitto_sub", "mosquitto-clients"),
            "-h", "127.0.0.1", "-p", $"{broker.Port}", "-u", "ops", "-P", "secret", "-t", "plant/events", "-d");
        reader.WaitForOutput("Subscribed");
        using Executable pipe = Executable.Shell($"XDG_CONFIG_HOME={folder} && export XDG_CONFIG_HOME && {recipe}");
        pipe.WaitForError("watching");
        string[] identity = plant.Site.Client("op1", "Operator");
        Assert.AreEqual(3, plant.Site.Write(identity, "holding", "40", "2000").WaitForExit());

        JsonElement refused = JsonDocument.Parse(reader.WaitForOutput("request-refused")).RootElement;
        Assert.AreEqual(2000, refused.GetProperty("offendingValue").GetInt32());
        Assert.AreEqual("Operator", refused.GetProperty("client").GetProperty("role").GetString());
    }

    private static string Secret(string folder, string name, string text)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        FileModes.Set(path, FileModes.OwnerOnly);
        return path;
    }
}
