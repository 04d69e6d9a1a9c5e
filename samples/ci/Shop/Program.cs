System.Console.WriteLine("The shop's assistant.");
